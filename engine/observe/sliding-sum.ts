// Sums per pair over a sliding span of time, of amounts that each came in evenly during an interval.
import type { Batch, BatchLane, BatchPairs } from "./batch-lane.ts";

/** What is nearer to the edge than this has left: clocks are no finer. Own choice, seconds. */
const clockResolutionSeconds = 1e-6;

/**
 * One lane per source, so that the batches of a lane leave in the order in which they came. Adding and leaving cost
 * as much as the batches hold. What the edge has not come to is summed apart from what it is passing through, so that
 * whole amounts are added and taken away again without a rounding error.
 */
export class SlidingSum {
  readonly #lanes = new Set<BatchLane>(); // that hold something
  #holders = new Uint32Array(0); // by pair: lists of batches in the window that it is in
  #edge = -Infinity; // everything before it has left
  #entered: number[] = [];
  #hasLeft = false;
  readonly #passed: Uint32Array[] = []; // the pairs that have something in `passing`
  /** By pair: the amounts of the batches that are within the window, and of those that the edge is passing through what is left. */
  within = new Float64Array(0);
  passing = new Float64Array(0);

  /**
   * Adds to `pairs` what came in during (start, end]; `amounts` is memory of the lane. Nobody writes to `pairs`: the same
   * array again means the same pairs. Within a lane, `end` must not go back.
   */
  add(lane: BatchLane, start: number, end: number, pairs: Uint32Array, amounts: Float64Array): void {
    if (pairs.length === 0) {
      lane.giveBack(amounts);
      return;
    }
    const last = lane.batches.at(-1)?.of;
    const of = last?.pairs === pairs ? last : this.#enter(pairs);
    of.batches += 1;
    lane.batches.push({ start: Math.min(start, end), end, of, amounts, isLeaving: false });
    this.#lanes.add(lane);
    const { within } = this;
    for (let at = 0; at < pairs.length; at++) within[pairs[at]] += amounts[at];
  }

  /** Lets everything before `edge` leave. An edge that goes back changes nothing. */
  advance(edge: number): void {
    this.#edge = Math.max(this.#edge, edge);
    for (const pairs of this.#passed) for (let at = 0; at < pairs.length; at++) this.passing[pairs[at]] = 0;
    this.#passed.length = 0;
    for (const lane of this.#lanes) {
      let left = 0;
      for (const batch of lane.batches) {
        if (batch.start >= this.#edge) break;
        if (this.#edge >= batch.end - clockResolutionSeconds) left++;
        this.#pass(batch);
      }
      for (; left > 0; left--) lane.dropOldest();
      if (lane.batches.length === 0) this.#lanes.delete(lane);
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

  #enter(pairs: Uint32Array): BatchPairs {
    for (const pair of pairs) {
      if (pair >= this.within.length) this.#grow(pair);
      if (this.#holders[pair]++ === 0) this.#entered.push(pair);
    }
    return { pairs, batches: 0 };
  }

  /** The edge is within the batch or behind it. */
  #pass(batch: Batch): void {
    const { start, end, of, amounts } = batch;
    const { pairs } = of;
    const [within, passing] = [this.within, this.passing];
    const isOver = this.#edge >= end - clockResolutionSeconds;
    const leaving = batch.isLeaving ? 0 : 1;
    const staying = isOver ? 0 : (end - this.#edge) / (end - start);
    batch.isLeaving = true;
    if (staying > 0) this.#passed.push(pairs);
    if (leaving > 0 || staying > 0)
      for (let at = 0; at < pairs.length; at++) {
        const pair = pairs[at];
        within[pair] -= leaving * amounts[at];
        passing[pair] += staying * amounts[at];
      }
    if (isOver && --of.batches === 0) this.#leave(pairs);
  }

  #leave(pairs: Uint32Array): void {
    for (const pair of pairs) {
      if (--this.#holders[pair] > 0) continue;
      this.within[pair] = 0; // amounts need not be whole, and what is rounded must not stay
      this.#hasLeft = true;
    }
  }

  #grow(pair: number): void {
    const room = Math.max(64, 2 * (pair + 1));
    const holders = new Uint32Array(room);
    holders.set(this.#holders);
    this.#holders = holders;
    this.within = enlarged(this.within, room);
    this.passing = enlarged(this.passing, room);
  }
}

function enlarged(sums: Float64Array, room: number): Float64Array<ArrayBuffer> {
  const larger = new Float64Array(room);
  larger.set(sums);
  return larger;
}
