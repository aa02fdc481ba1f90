// What came in from one source and is still in the window: batches in the order in which they came, in memory that is used again.

/** Amounts that came in evenly during (start, end]: the entries `first ..< first + count` of the lane. */
export interface Batch {
  readonly start: number;
  readonly end: number;
  first: number;
  readonly count: number;
  /** The share that has left the window. */
  gone: number;
}

const firstRoom = 16;

export class BatchLane {
  readonly batches: Batch[] = [];
  pairs = new Uint32Array(firstRoom);
  amounts = new Float64Array(firstRoom);
  #first = 0; // of the oldest batch
  #end = 0;

  /** Keeps the first `count` pairs with their amounts, zeros left out; answers undefined when nothing is left. */
  append(
    start: number,
    end: number,
    count: number,
    pairs: Uint32Array,
    amounts: Float64Array,
  ): Batch | undefined {
    this.#makeRoom(count);
    const first = this.#end;
    for (let at = 0; at < count; at++) {
      if (amounts[at] === 0) continue;
      this.pairs[this.#end] = pairs[at];
      this.amounts[this.#end] = amounts[at];
      this.#end += 1;
    }
    if (this.#end === first) return undefined;
    const batch = { start, end, first, count: this.#end - first, gone: 0 };
    this.batches.push(batch);
    return batch;
  }

  /** Forgets the oldest `count` batches. */
  dropOldest(count: number): void {
    this.batches.splice(0, count);
    this.#first = this.batches[0]?.first ?? this.#end;
  }

  #makeRoom(count: number): void {
    if (this.#end + count <= this.pairs.length) return;
    const held = this.#end - this.#first;
    const [pairs, amounts] = [this.pairs, this.amounts];
    if (2 * (held + count) > pairs.length) {
      const room = Math.max(2 * pairs.length, 2 * (held + count));
      this.pairs = new Uint32Array(room);
      this.amounts = new Float64Array(room);
    }
    this.pairs.set(pairs.subarray(this.#first, this.#end));
    this.amounts.set(amounts.subarray(this.#first, this.#end));
    for (const batch of this.batches) batch.first -= this.#first;
    this.#first = 0;
    this.#end = held;
  }
}
