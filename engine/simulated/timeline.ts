// Simulated time: the clock, and what is due, in order.
import { MinimumHeap } from "../plan/minimum-heap.ts";

interface Due {
  readonly at: number;
  readonly order: number;
  readonly run: () => void;
  isCalledOff: boolean;
}

/** Two moments closer than this are one: sums of intervals do not meet multiples exactly. Seconds. */
export const sameMoment = 1e-9;

/** What is called off stays in the heap until so many times as much is called off as waits. Own choice. */
const mostCalledOff = 2;

/** Things due at the same moment run in the order in which they were put in. Times in seconds. */
export class Timeline {
  #due = newHeap();
  #count = 0; // ever put in
  #waiting = 0;
  #calledOff = 0; // and still in the heap
  #now = 0;

  get now(): number {
    return this.#now;
  }

  /** When the next thing is due; Infinity = never. */
  get next(): number {
    return this.#first()?.at ?? Infinity;
  }

  /** Sets the clock forward; a time that is past changes nothing. Whoever does must have run what is due before. */
  elapse(until: number): void {
    this.#now = Math.max(this.#now, until);
  }

  /** Has something run at a moment; the returned function calls it off. What is due at Infinity never is. */
  put(at: number, run: () => void): () => void {
    if (at === Infinity) return () => {};
    const due: Due = { at, order: this.#count++, run, isCalledOff: false };
    this.#due.push(due);
    this.#waiting += 1;
    return () => {
      if (due.isCalledOff) return;
      due.isCalledOff = true;
      this.#waiting -= 1;
      this.#calledOff += 1;
      if (this.#calledOff > mostCalledOff * this.#waiting + 64) this.#sweep();
    };
  }

  /** Runs what is due now, and what that makes due now. */
  runDue(): void {
    for (
      let due = this.#first();
      due !== undefined && due.at <= this.#now + sameMoment;
      due = this.#first()
    ) {
      this.#due.pop();
      due.isCalledOff = true; // it cannot be any more
      this.#waiting -= 1;
      due.run();
    }
  }

  #first(): Due | undefined {
    while (this.#due.least?.isCalledOff === true) {
      this.#due.pop();
      this.#calledOff -= 1;
    }
    return this.#due.least;
  }

  #sweep(): void {
    const old = this.#due;
    this.#due = newHeap();
    this.#calledOff = 0;
    for (let due = old.pop(); due !== undefined; due = old.pop()) if (!due.isCalledOff) this.#due.push(due);
  }
}

function newHeap(): MinimumHeap<Due> {
  return new MinimumHeap<Due>((x, y) => x.at - y.at || x.order - y.order);
}
