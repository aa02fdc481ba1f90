// The cumulative counters of one daemon process: merges its reports, in any order and any number of times, into increments.
import { LRUCache } from "lru-cache";
import type { FrameCount, TrafficReport } from "../data-plane.ts";
import type { Increment } from "./increment.ts";
import { PairIndex } from "./pair-index.ts";

/** Ended counters of pairs for which a late report may still come, per daemon process. Own choice. */
const rememberedCounters = 1024;

/**
 * A counter only grows until its pair is forgotten, and the next counter of the pair has a higher `since`. So the larger
 * of two values of one counter is the later one: merging by maximum is indifferent to loss, repetition and order. A pair
 * that a report leaves out is unchanged; pairs outside the network and values that are no finite number are ignored.
 */
export class StartCounters {
  readonly #vmCount: number;
  readonly #isSuccessor: boolean;
  readonly #index = new PairIndex();
  #known = new Float64Array(0); // by pair: octets, frames
  #past = new Float64Array(0); // the same of its counters that have ended; empty while none has
  #since = new Uint32Array(0); // of the pair's counter
  #numbers = new Uint32Array(0); // of the pair in `pairs` of `merge`
  #ended: LRUCache<string, FrameCount> | undefined;
  #hasForgotten = false; // some of them
  #firstSeq = Infinity; // the lowest that has come

  /** `isSuccessor`: an earlier process of this daemon is known, so that everything was counted since that one's last report. */
  constructor(vmCount: number, isSuccessor: boolean) {
    this.#vmCount = vmCount;
    this.#isSuccessor = isSuccessor;
  }

  /**
   * Takes what the report adds to what was known. `recent` becomes what of it came in since the report before: not the
   * start of a counter that can be older than what was heard of this daemon. `pairs` numbers the pairs of all daemons.
   * Answers all that is new, in bytes.
   */
  merge(report: TrafficReport, pairs: PairIndex, recent: Increment): number {
    const { pairs: ends, bytes, frames, since } = report;
    const isFirst = this.#firstSeq === Infinity;
    this.#firstSeq = Math.min(this.#firstSeq, report.seq);
    const firstSeq = this.#isSuccessor ? -1 : this.#firstSeq;
    const isOld = !this.#isSuccessor && since === undefined && isFirst;
    const pairCount = Math.min(ends.length >> 1, bytes.length, frames.length);
    const vmCount = this.#vmCount;
    let [known, sinceOf, numbers] = [this.#known, this.#since, this.#numbers];
    let grown = 0;
    recent.begin(pairCount);
    for (let pair = 0; pair < pairCount; pair++) {
      const from = ends[2 * pair];
      const to = ends[2 * pair + 1];
      if (from >= vmCount || to >= vmCount) continue;
      const knownPairs = this.#index.count;
      const own = this.#index.numberOf(from, to);
      if (own >= numbers.length) {
        this.#grow();
        [known, sinceOf, numbers] = [this.#known, this.#since, this.#numbers];
      }
      const began = since === undefined ? 0 : since[pair];
      if (began < sinceOf[own]) {
        grown += this.#mergeLate(own, began, bytes[pair], frames[pair]);
        continue;
      }
      const isNew = own === knownPairs || began > sinceOf[own];
      if (own === knownPairs) numbers[own] = pairs.numberOf(from, to);
      if (began > sinceOf[own]) this.#beginAnew(own, began);
      const knownFrames = known[2 * own + 1];
      const newBytes = growth(known[2 * own], bytes[pair]);
      grown += newBytes;
      known[2 * own] += newBytes;
      known[2 * own + 1] = knownFrames + growth(knownFrames, frames[pair]);
      if (isNew && (isOld || (since !== undefined && began <= firstSeq))) continue;
      if (newBytes > 0) recent.add(numbers[own], newBytes);
    }
    return grown;
  }

  /** Adds what is known of every pair to `totals`, by number: octets, frames. */
  addTo(totals: Float64Array): void {
    for (let own = 0; own < this.#index.count; own++) {
      const number = this.#numbers[own];
      totals[2 * number] += this.#known[2 * own] + (this.#past[2 * own] ?? 0);
      totals[2 * number + 1] += this.#known[2 * own + 1] + (this.#past[2 * own + 1] ?? 0);
    }
  }

  #grow(): void {
    const { room } = this.#index;
    this.#known = enlarged(new Float64Array(2 * room), this.#known);
    if (this.#past.length > 0) this.#past = enlarged(new Float64Array(2 * room), this.#past);
    this.#since = enlarged(new Uint32Array(room), this.#since);
    this.#numbers = enlarged(new Uint32Array(room), this.#numbers);
  }

  #beginAnew(own: number, since: number): void {
    const [bytes, frames] = [this.#known[2 * own], this.#known[2 * own + 1]];
    if (frames > 0) this.#end(own, this.#since[own], { bytes, frames }, { bytes, frames });
    this.#known.fill(0, 2 * own, 2 * own + 2);
    this.#since[own] = since;
  }

  /** A report that was overtaken by one of the pair's next counter: for the totals only. */
  #mergeLate(own: number, since: number, bytes: number, frames: number): number {
    const known = this.#ended?.get(`${own} ${since}`);
    if (known === undefined && this.#hasForgotten) return 0; // it may have been counted
    const before = known ?? { bytes: 0, frames: 0 };
    const grown = { bytes: growth(before.bytes, bytes), frames: growth(before.frames, frames) };
    const now = { bytes: before.bytes + grown.bytes, frames: before.frames + grown.frames };
    this.#end(own, since, now, grown);
    return grown.bytes;
  }

  #end(own: number, since: number, counter: FrameCount, grown: FrameCount): void {
    if (this.#past.length === 0) this.#past = new Float64Array(this.#known.length);
    this.#past[2 * own] += grown.bytes;
    this.#past[2 * own + 1] += grown.frames;
    this.#endedCounters().set(`${own} ${since}`, counter);
  }

  #endedCounters(): LRUCache<string, FrameCount> {
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
