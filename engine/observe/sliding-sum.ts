// Sums per pair over a sliding span of time, of amounts that each came in evenly during an interval.
import { type Batch, BatchLane } from "./batch-lane.ts";

/** What is nearer to the edge than this has left: clocks are no finer. Own choice, seconds. */
const clockResolutionSeconds = 1e-6;

/**
 * One lane per source, so that the batches of a lane leave in the order in which they came. Adding and leaving cost
 * as much as the batches hold; a pair whose last batch has left is at zero, so rounding errors do not stay.
 */
export class SlidingSum {
  readonly #lanes = new Map<string, BatchLane>();
  #holders = new Uint32Array(0); // by pair: batches that still hold some of it
  #edge = -Infinity; // everything before it has left
  #entered: number[] = [];
  #hasLeft = false;
  /** By pair. */
  sums = new Float64Array(0);

  /** Adds to the first `count` pairs what came in during (start, end]. Within a lane, `end` must not go back. */
  add(
    lane: string,
    start: number,
    end: number,
    count: number,
    pairs: Uint32Array,
    amounts: Float64Array,
  ): void {
    if (count === 0) return;
    const known = this.#lanes.get(lane) ?? new BatchLane();
    const batch = known.append(Math.min(start, end), end, count, pairs, amounts);
    if (batch === undefined) return;
    if (known.batches.length === 1) this.#lanes.set(lane, known);
    this.#enter(known, batch);
  }

  /** Lets everything before `edge` leave. An edge that goes back changes nothing. */
  advance(edge: number): void {
    this.#edge = Math.max(this.#edge, edge);
    for (const [name, lane] of this.#lanes) {
      let left = 0;
      for (const batch of lane.batches) {
        if (batch.start >= this.#edge) break;
        if (this.#leave(lane, batch)) left++;
      }
      if (left === lane.batches.length) this.#lanes.delete(name);
      else if (left > 0) lane.dropOldest(left);
    }
  }

  /** Whether the pair has something in the window. */
  holds(pair: number): boolean {
    return this.#holders[pair] > 0;
  }

  /** The pairs that have come into the window since the last call, some perhaps twice or gone again, and whether any has left it. */
  takeChanges(): { readonly entered: readonly number[]; readonly hasLeft: boolean } {
    const changes = { entered: this.#entered, hasLeft: this.#hasLeft };
    this.#entered = [];
    this.#hasLeft = false;
    return changes;
  }

  #enter({ pairs, amounts }: BatchLane, { first, count }: Batch): void {
    for (let at = first; at < first + count; at++) {
      const pair = pairs[at];
      if (pair >= this.sums.length) this.#grow(pair);
      if (this.#holders[pair]++ === 0) this.#entered.push(pair);
      this.sums[pair] += amounts[at];
    }
  }

  /** Takes out of the sums what the edge has passed; true when nothing of the batch is left. */
  #leave({ pairs, amounts }: BatchLane, batch: Batch): boolean {
    const [sums, holders] = [this.sums, this.#holders];
    const last = batch.first + batch.count;
    const isOver = this.#edge >= batch.end - clockResolutionSeconds;
    const passed = isOver ? 1 : (this.#edge - batch.start) / (batch.end - batch.start);
    const leaving = passed - batch.gone;
    batch.gone = passed;
    for (let at = batch.first; at < last; at++)
      sums[pairs[at]] = Math.max(0, sums[pairs[at]] - leaving * amounts[at]);
    if (!isOver) return false;
    for (let at = batch.first; at < last; at++) {
      if (--holders[pairs[at]] > 0) continue;
      sums[pairs[at]] = 0;
      this.#hasLeft = true;
    }
    return true;
  }

  #grow(pair: number): void {
    const room = Math.max(64, 2 * (pair + 1));
    const [sums, holders] = [this.sums, this.#holders];
    this.sums = new Float64Array(room);
    this.#holders = new Uint32Array(room);
    this.sums.set(sums);
    this.#holders.set(holders);
  }
}
