// What arrived of one directed flow, over all starts of its sender: every start numbers its frames from 0 again.
import { ArrivalCounter } from "./arrival-counter.ts";

/** Frames; `missed` = numbers skipped between the first and the highest that arrived, of each start. */
export interface ArrivalCount {
  readonly received: number;
  readonly missed: number;
  readonly duplicated: number;
  readonly reordered: number;
}

const nothing: ArrivalCount = { received: 0, missed: 0, duplicated: 0, reordered: 0 };

export class ArrivalLedger {
  #start = -1;
  #counter = new ArrivalCounter();
  #past = nothing; // of earlier starts

  get received(): number {
    return this.#past.received + this.#counter.received;
  }

  /** Takes a number of a start of the sender (larger = later); false for one of an earlier start, which counts nowhere. */
  arrive(sequence: number, start: number): boolean {
    if (start < this.#start) return false;
    if (start > this.#start) {
      this.#past = this.count();
      this.#start = start;
      this.#counter = new ArrivalCounter(sequence);
    }
    this.#counter.arrive(sequence);
    return true;
  }

  count(): ArrivalCount {
    const { received, expected, duplicated, reordered } = this.#counter;
    return {
      received: this.received,
      missed: this.#past.missed + Math.max(0, expected - received),
      duplicated: this.#past.duplicated + duplicated,
      reordered: this.#past.reordered + reordered,
    };
  }
}
