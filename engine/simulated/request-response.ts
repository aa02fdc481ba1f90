// Users who think, ask, wait for the answer and think again: a closed loop, message by message.
import type { ApplicationSurroundings, Message, SimulatedApplication } from "./simulated-application.ts";

/** What happens for a request, one after the other: messages between VMs, and what VMs compute. */
export type RequestStep = Message | { readonly vm: number; readonly cpuSeconds: number };

export interface RequestResponseOptions {
  readonly users: number;
  /** On average, exponentially distributed; seconds. */
  readonly thinkSeconds: number;
  /** At least one message, and at least one step that takes time. */
  readonly steps: readonly RequestStep[];
}

export class RequestResponse implements SimulatedApplication {
  readonly #options: RequestResponseOptions;
  #answered = 0;
  #waitedSeconds = 0;

  constructor(options: RequestResponseOptions) {
    this.#options = options;
  }

  /** Requests that have been answered. */
  get answered(): number {
    return this.#answered;
  }

  /** From request to answer, on average over all that were answered, seconds; NaN before the first. */
  get responseSeconds(): number {
    return this.#waitedSeconds / this.#answered;
  }

  start(surroundings: ApplicationSurroundings): void {
    for (let user = 0; user < this.#options.users; user++) this.#think(surroundings);
  }

  #think(surroundings: ApplicationSurroundings): void {
    const seconds = -this.#options.thinkSeconds * Math.log(1 - surroundings.random());
    surroundings.after(seconds, () => this.#take(surroundings, 0, surroundings.now));
  }

  #take(surroundings: ApplicationSurroundings, at: number, askedAt: number): void {
    const step = this.#options.steps[at];
    const next = (): void => this.#take(surroundings, at + 1, askedAt);
    if (step === undefined) {
      this.#answered += 1;
      this.#waitedSeconds += surroundings.now - askedAt;
      this.#think(surroundings);
    } else if ("vm" in step) surroundings.compute(step.vm, step.cpuSeconds, next);
    else surroundings.send(step, next);
  }
}
