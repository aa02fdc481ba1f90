// The cumulative counters of one daemon process: merges its reports, in any order and any number of times, into increments.
import { LRUCache } from "lru-cache";
import type { TrafficReport } from "../data-plane.ts";
import type { Increment } from "./increment.ts";
import { PairIndex } from "./pair-index.ts";

/** Ended counters of pairs for which a late report may still come, per daemon process. Own choice. */
const rememberedCounters = 1024;

interface Ended {
  bytes: number;
  frames: number;
}

/**
 * A counter only grows until its pair is forgotten, and the next counter of the pair has a higher `since`. So the larger
 * of two values of one counter is the later one: merging by maximum is indifferent to loss, repetition and order. A pair
 * that a report leaves out is unchanged; pairs outside the network and values that are no finite number are ignored.
 */
export class StartCounters {
  readonly #vmCount: number;
  readonly #index = new PairIndex();
  #known = new Float64Array(0); // by pair: octets, frames
  #since = new Uint32Array(0); // of the pair's counter
  #numbers = new Uint32Array(0); // of the pair in `pairs` of `merge`
  #ended: LRUCache<string, Ended> | undefined;
  #hasForgotten = false; // some of them
  #firstSeq = Infinity; // the lowest that has come

  constructor(vmCount: number) {
    this.#vmCount = vmCount;
  }

  /** Adds what the report adds to what was known. `pairs` numbers the pairs of all daemons. */
  merge(report: TrafficReport, pairs: PairIndex, increment: Increment): void {
    const { bytes, frames, since } = report;
    const isFirst = this.#firstSeq === Infinity;
    this.#firstSeq = Math.min(this.#firstSeq, report.seq);
    const pairCount = Math.min(report.pairs.length >> 1, bytes.length, frames.length);
    increment.begin(pairCount);
    for (let pair = 0; pair < pairCount; pair++) {
      const from = report.pairs[2 * pair];
      const to = report.pairs[2 * pair + 1];
      if (from >= this.#vmCount || to >= this.#vmCount) continue;
      const own = this.#numberOf(from, to, pairs);
      const began = since === undefined ? 0 : (since[pair] ?? 0);
      if (began < this.#since[own]) {
        this.#mergeLate(own, began, bytes[pair], frames[pair], increment);
        continue;
      }
      if (began > this.#since[own]) this.#beginAnew(own, began);
      const known = this.#known;
      const newBytes = growth(known[2 * own], bytes[pair]);
      const newFrames = growth(known[2 * own + 1], frames[pair]);
      if (newBytes === 0 && newFrames === 0) continue;
      // Of a counter that can be older than what was heard of this daemon, nobody knows when it began.
      const isOld = known[2 * own + 1] === 0 && (since === undefined ? isFirst : began <= this.#firstSeq);
      known[2 * own] += newBytes;
      known[2 * own + 1] += newFrames;
      increment.add(this.#numbers[own], newBytes, newFrames, isOld);
    }
  }

  #numberOf(from: number, to: number, pairs: PairIndex): number {
    const own = this.#index.numberOf(from, to);
    if (own < this.#numbers.length && this.#known[2 * own + 1] > 0) return own;
    if (own >= this.#numbers.length) {
      const { room } = this.#index;
      this.#known = enlarged(new Float64Array(2 * room), this.#known);
      this.#since = enlarged(new Uint32Array(room), this.#since);
      this.#numbers = enlarged(new Uint32Array(room), this.#numbers);
    }
    this.#numbers[own] = pairs.numberOf(from, to);
    return own;
  }

  #beginAnew(own: number, since: number): void {
    const [bytes, frames] = [this.#known[2 * own], this.#known[2 * own + 1]];
    if (frames > 0) this.#endedCounters().set(`${own} ${this.#since[own]}`, { bytes, frames });
    this.#known.fill(0, 2 * own, 2 * own + 2);
    this.#since[own] = since;
  }

  /** A report that was overtaken by one of the pair's next counter. */
  #mergeLate(own: number, since: number, bytes: number, frames: number, increment: Increment): void {
    const key = `${own} ${since}`;
    const known = this.#endedCounters().get(key);
    if (known === undefined && this.#hasForgotten) return; // it may have been counted
    const ended = known ?? { bytes: 0, frames: 0 };
    const [newBytes, newFrames] = [growth(ended.bytes, bytes), growth(ended.frames, frames)];
    if (newBytes === 0 && newFrames === 0) return;
    this.#endedCounters().set(key, { bytes: ended.bytes + newBytes, frames: ended.frames + newFrames });
    increment.add(this.#numbers[own], newBytes, newFrames, true);
  }

  #endedCounters(): LRUCache<string, Ended> {
    return (this.#ended ??= new LRUCache({
      max: rememberedCounters,
      dispose: (_ended, _key, reason) => {
        if (reason === "evict") this.#hasForgotten = true;
      },
    }));
  }
}

/** By how much a counter grows when it is raised to `value`; 0 when that is not higher. */
function growth(known: number, value: number): number {
  return value > known && value < Infinity ? value - known : 0;
}

function enlarged<T extends Float64Array | Uint32Array>(larger: T, array: T): T {
  larger.set(array);
  return larger;
}
