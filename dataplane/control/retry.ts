// Attempts again after growing pauses, for connections that are wanted until they are given up.

const firstPauseSeconds = 0.05;
const longestPauseSeconds = 5;

/** The pauses of one wanted connection: doubled after each failure, back to the first after a success. */
export class Retry {
  readonly #attempt: () => void;
  #pauseSeconds = firstPauseSeconds;
  #timer: NodeJS.Timeout | undefined;
  #stopped = false;

  constructor(attempt: () => void) {
    this.#attempt = attempt;
  }

  /** Attempts once more after the present pause; one attempt is scheduled at most. */
  failed(): void {
    if (this.#stopped || this.#timer !== undefined) return;
    this.#timer = setTimeout(() => {
      this.#timer = undefined;
      this.#attempt();
    }, this.#pauseSeconds * 1000);
    this.#pauseSeconds = Math.min(2 * this.#pauseSeconds, longestPauseSeconds);
  }

  succeeded(): void {
    this.#pauseSeconds = firstPauseSeconds;
  }

  /** No attempt follows. */
  stop(): void {
    this.#stopped = true;
    clearTimeout(this.#timer);
  }
}
