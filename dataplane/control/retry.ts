// Attempts again after growing pauses, for connections that are wanted until they are given up.

const firstPauseSeconds = 0.05;
const defaultLongestSeconds = 5;

/** The pauses of one wanted connection: doubled after each failure, back to the first after a success. */
export class Retry {
  readonly #attempt: () => void;
  #pauseSeconds = firstPauseSeconds;
  #timer: NodeJS.Timeout | undefined;
  #stopped = false;

  constructor(attempt: () => void) {
    this.#attempt = attempt;
  }

  /** Attempts once more after the present pause, which does not grow beyond `longestSeconds`; one attempt is scheduled at most. */
  failed(longestSeconds = defaultLongestSeconds): void {
    if (this.#stopped || this.#timer !== undefined) return;
    this.#timer = setTimeout(
      () => {
        this.#timer = undefined;
        this.#attempt();
      },
      Math.min(this.#pauseSeconds, longestSeconds) * 1000,
    );
    this.#pauseSeconds = Math.min(2 * this.#pauseSeconds, longestSeconds);
  }

  /** Attempts at once where an attempt is scheduled: there is reason to believe that it will succeed. */
  hasten(): void {
    if (this.#stopped || this.#timer === undefined) return;
    clearTimeout(this.#timer);
    this.#timer = undefined;
    this.#pauseSeconds = firstPauseSeconds;
    this.#attempt();
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
