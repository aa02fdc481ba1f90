// Runs asynchronous steps one after another, in the order in which they were given.

export class Sequence {
  #last: Promise<unknown> = Promise.resolve();

  /** Runs the step when all earlier ones have ended, well or badly; settles as the step does. */
  async run<T>(step: () => Promise<T>): Promise<T> {
    const result = this.#last.then(step, step);
    this.#last = result.catch(() => undefined);
    return result;
  }
}
