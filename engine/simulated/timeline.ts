// What is due in simulated time, in order.

interface Due {
  readonly at: number;
  readonly run: () => void;
}

/** Things due at the same moment run in the order in which they were put in. Times in seconds. */
export class Timeline {
  #due: Due[] = []; // INVARIANT: ascending by time

  /** When the next thing is due; Infinity = never. */
  get next(): number {
    return this.#due[0]?.at ?? Infinity;
  }

  /** Puts something in; the returned function takes it out again. */
  put(at: number, run: () => void): () => void {
    const due = { at, run };
    const later = this.#due.findIndex((other) => other.at > at);
    this.#due.splice(later < 0 ? this.#due.length : later, 0, due);
    return () => {
      this.#due = this.#due.filter((other) => other !== due);
    };
  }

  /** Takes out what is due next and runs it. */
  runNext(): void {
    this.#due.shift()?.run();
  }
}
