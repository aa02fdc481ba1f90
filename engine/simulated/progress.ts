// Something of known size that gets done at a rate which changes from time to time: a transfer, a piece of computing.
import type { Timeline } from "./timeline.ts";

export class Progress {
  readonly #timeline: Timeline;
  readonly #done: () => void;
  #left: number;
  #rate = 0;
  #since = 0;
  #callOff = (): void => {};

  /** `size` in any unit, Infinity = is never done; `done` runs at the simulated moment when it is. */
  constructor(timeline: Timeline, size: number, done: () => void) {
    this.#timeline = timeline;
    this.#left = size;
    this.#done = done;
  }

  /** From now on it gets done at so much of its unit per second. */
  setRate(rate: number): void {
    const { now } = this.#timeline;
    this.#left = Math.max(0, this.#left - this.#rate * (now - this.#since));
    this.#rate = rate;
    this.#since = now;
    this.#callOff();
    this.#callOff = rate > 0 ? this.#timeline.put(now + this.#left / rate, this.#done) : () => {};
  }

  cancel(): void {
    this.#callOff();
  }
}
