// Sums per key over a sliding span of time, of amounts that each came in evenly during an interval.

/** Amounts that came in during (start, end]; `gone` is the share that has left the window. */
interface Batch {
  readonly start: number;
  readonly end: number;
  readonly keys: readonly number[];
  readonly amounts: readonly number[];
  gone: number;
}

/** What is nearer to the edge than this has left: clocks are no finer. Own choice, seconds. */
const clockResolutionSeconds = 1e-6;

/**
 * One lane per source, so that the batches of a lane leave in the order in which they came. Adding and leaving cost
 * as much as the batches hold; a key whose last batch has left is forgotten, so rounding errors do not stay.
 */
export class SlidingSum {
  readonly #lanes = new Map<string, Batch[]>();
  readonly #sums = new Map<number, number>();
  readonly #holders = new Map<number, number>(); // key -> batches that still hold some of it
  #edge = -Infinity; // everything before it has left

  /** Adds what came in during (start, end]. Within a lane, `end` must not go back. */
  add(lane: string, start: number, end: number, keys: readonly number[], amounts: readonly number[]): void {
    if (keys.length === 0) return;
    const batch: Batch = { start: Math.min(start, end), end, keys, amounts, gone: 0 };
    for (const [position, key] of keys.entries()) {
      this.#sums.set(key, (this.#sums.get(key) ?? 0) + amounts[position]);
      this.#holders.set(key, (this.#holders.get(key) ?? 0) + 1);
    }
    const batches = this.#lanes.get(lane);
    if (batches === undefined) this.#lanes.set(lane, [batch]);
    else batches.push(batch);
  }

  /** Lets everything before `edge` leave. An edge that goes back changes nothing. */
  advance(edge: number): void {
    this.#edge = Math.max(this.#edge, edge);
    for (const [lane, batches] of this.#lanes) {
      let left = 0;
      for (const batch of batches) {
        if (batch.start >= this.#edge) break;
        if (this.#leave(batch)) left++;
      }
      if (left === batches.length) this.#lanes.delete(lane);
      else if (left > 0) batches.splice(0, left);
    }
  }

  /** The keys that have something in the window, with their sums; any order. */
  sums(): ReadonlyMap<number, number> {
    return this.#sums;
  }

  /** Takes out of the sums what the edge has passed; true when nothing of the batch is left. */
  #leave(batch: Batch): boolean {
    const hasLeft = this.#edge >= batch.end - clockResolutionSeconds;
    const passed = hasLeft ? 1 : (this.#edge - batch.start) / (batch.end - batch.start);
    const leaving = passed - batch.gone;
    batch.gone = passed;
    for (const [position, key] of batch.keys.entries()) {
      const holders = this.#holders.get(key) ?? 0;
      if (hasLeft && holders === 1) {
        this.#holders.delete(key);
        this.#sums.delete(key);
        continue;
      }
      if (hasLeft) this.#holders.set(key, holders - 1);
      this.#sums.set(key, Math.max(0, (this.#sums.get(key) ?? 0) - leaving * batch.amounts[position]));
    }
    return hasLeft;
  }
}
