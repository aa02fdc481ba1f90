// What came in from one source and is still in the window: batches in the order in which they came, in memory that is used again.

/** Some pairs, by number, and how many batches are of just these. */
export interface BatchPairs {
  readonly pairs: Uint32Array;
  batches: number;
}

/** Amounts that came in evenly during (start, end], one for each of `of.pairs`. */
export interface Batch {
  readonly start: number;
  readonly end: number;
  readonly of: BatchPairs;
  readonly amounts: Float64Array; // at least as many
  /** Whether the edge of the window has come to it. */
  isLeaving: boolean;
}

export class BatchLane {
  readonly batches: Batch[] = []; // oldest first
  readonly #spare: Float64Array[] = [];

  /** Memory for the amounts of the next batch, of at most `count` pairs. It is the caller's until it becomes a batch's or is given back. */
  room(count: number): Float64Array {
    const spare = this.#spare.pop();
    return spare !== undefined && spare.length >= count ? spare : new Float64Array(count);
  }

  giveBack(room: Float64Array): void {
    this.#spare.push(room);
  }

  dropOldest(): void {
    const batch = this.batches.shift();
    if (batch !== undefined) this.giveBack(batch.amounts);
    if (this.batches.length === 0) this.#spare.length = 0; // who sends nothing for a whole window needs no memory
  }
}
