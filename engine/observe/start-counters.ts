// The cumulative counters of one daemon process: merges its reports, in any order and any number of times, into increments.
import type { TrafficReport } from "../data-plane.ts";
import { EndedCounters } from "./ended-counters.ts";
import { growth } from "./growth.ts";
import { PairIndex } from "./pair-index.ts";

/** What a report adds. */
export interface Increment {
  /** All that is new, in bytes. */
  readonly grown: number;
  /** The numbers of the pairs that have sent something since the report before. Nobody writes to the array; the same one = the same pairs. */
  readonly pairs: Uint32Array;
}

/** The pairs that a report tells of, found. */
interface FoundPairs {
  readonly places: Uint32Array; // as the report has them
  readonly since: Uint32Array | undefined;
  readonly own: Uint32Array;
  readonly numbers: Uint32Array; // of all daemons' pairs
}

const columns = 4; // of what is known of a pair; side by side, as most reports ask for all

/**
 * A counter only grows until its pair is forgotten, and the next counter of the pair has a higher `since`. So the larger
 * of two values of one counter is the later one: merging by maximum is indifferent to loss, repetition and order. A pair
 * that a report leaves out is unchanged; pairs outside the network and values that are no finite number are ignored.
 */
export class StartCounters {
  readonly #vmCount: number;
  readonly #isSuccessor: boolean;
  readonly #index = new PairIndex();
  #known = new Float64Array(0); // by pair: octets, frames and `since` of its counter, its number in `pairs` of `merge`
  #ended: EndedCounters | undefined; // until one has
  #firstSeq = Infinity; // the lowest that has come
  #ends: Uint32Array | undefined; // the reports' `pairs`
  #ownAt = new Int32Array(0); // by place in these: the pair, -1 = not looked up yet
  #lastPlaces: Uint32Array | undefined; // of the last report
  #last: FoundPairs | undefined; // the same, when they have come twice

  /** `isSuccessor`: an earlier process of this daemon is known, so that everything was counted since that one's last report. */
  constructor(vmCount: number, isSuccessor: boolean) {
    this.#vmCount = vmCount;
    this.#isSuccessor = isSuccessor;
  }

  /**
   * Takes what the report adds to what was known. `room` has an entry for each of its pairs at least and gets what each
   * has sent, in bytes, since the report before: not the start of a counter that can be older than what was heard of
   * this daemon. `pairs` numbers the pairs of all daemons.
   */
  merge(report: TrafficReport, pairs: PairIndex, room: Float64Array): Increment {
    const isFirst = this.#firstSeq === Infinity;
    this.#firstSeq = Math.min(this.#firstSeq, report.seq);
    if (this.#ends !== report.pairs) {
      this.#ends = report.pairs;
      this.#ownAt = new Int32Array(report.pairs.length >> 1).fill(-1);
      this.#lastPlaces = this.#last = undefined;
    }
    const { places, since } = report;
    const last = this.#last;
    if (last !== undefined && last.places === places && last.since === since)
      return this.#raise(report, last, room);
    const isOld = !this.#isSuccessor && since === undefined && isFirst;
    const increment = this.#mergeEach(report, pairs, room, isOld);
    this.#last =
      places !== undefined && places === this.#lastPlaces ? this.#found(report, places) : undefined;
    this.#lastPlaces = places;
    return increment;
  }

  /** A report of the same counters as the last one. */
  #raise({ bytes, frames }: TrafficReport, { own, numbers }: FoundPairs, room: Float64Array): Increment {
    const known = this.#known;
    const count = Math.min(own.length, bytes.length, frames.length);
    let grown = 0;
    let haveGrown = 0;
    for (let entry = 0; entry < count; entry++) {
      const at = columns * own[entry];
      const newBytes = growth(known[at], bytes[entry]);
      known[at] += newBytes;
      known[at + 1] += growth(known[at + 1], frames[entry]);
      room[entry] = newBytes;
      grown += newBytes;
      if (newBytes > 0) haveGrown++;
    }
    if (haveGrown === numbers.length) return { grown, pairs: numbers };
    const which = new Uint32Array(haveGrown);
    for (let entry = 0, at = 0; at < haveGrown; entry++) {
      if (!(room[entry] > 0)) continue;
      which[at] = numbers[entry];
      room[at++] = room[entry];
    }
    return { grown, pairs: which };
  }

  #mergeEach(report: TrafficReport, pairs: PairIndex, room: Float64Array, isOld: boolean): Increment {
    const { places, bytes, frames, since } = report;
    const firstSeq = this.#isSuccessor ? -1 : this.#firstSeq;
    const count = Math.min(places?.length ?? this.#ownAt.length, bytes.length, frames.length);
    const recent = new Uint32Array(count);
    let [grown, recentCount] = [0, 0];
    for (let entry = 0; entry < count; entry++) {
      const place = places === undefined ? entry : places[entry];
      const knownPairs = this.#index.count;
      const own = this.#ownAt[place] >= 0 ? this.#ownAt[place] : this.#find(report, place, pairs);
      if (own < 0) continue;
      const began = since === undefined ? 0 : since[place];
      const at = columns * own;
      const known = this.#known;
      if (began < known[at + 2]) {
        this.#ended ??= new EndedCounters();
        grown += this.#ended.raise(own, began, bytes[entry], frames[entry]); // for the totals only
        continue;
      }
      const isNew = own === knownPairs || began > known[at + 2];
      if (began > known[at + 2]) this.#beginAnew(own, began);
      const newBytes = growth(known[at], bytes[entry]);
      grown += newBytes;
      known[at] += newBytes;
      known[at + 1] += growth(known[at + 1], frames[entry]);
      if (isNew && (isOld || (since !== undefined && began <= firstSeq))) continue;
      if (!(newBytes > 0)) continue;
      recent[recentCount] = known[at + 3];
      room[recentCount++] = newBytes;
    }
    return { grown, pairs: recent.subarray(0, recentCount) };
  }

  /** The pair at a place of the report, -1 when it is not in the network. */
  #find({ pairs: ends }: TrafficReport, place: number, pairs: PairIndex): number {
    const from = ends[2 * place];
    const to = ends[2 * place + 1];
    if (!(from < this.#vmCount && to < this.#vmCount)) return -1;
    const knownPairs = this.#index.count;
    const own = this.#index.numberOf(from, to);
    if (columns * own >= this.#known.length) this.#grow();
    if (own === knownPairs) this.#known[columns * own + 3] = pairs.numberOf(from, to);
    return (this.#ownAt[place] = own);
  }

  /** Undefined where one is not in the network, or stands there with a counter that is not its last. */
  #found({ since }: TrafficReport, places: Uint32Array): FoundPairs | undefined {
    const own = new Uint32Array(places.length);
    const numbers = new Uint32Array(places.length);
    for (let entry = 0; entry < places.length; entry++) {
      const pair = this.#ownAt[places[entry]];
      const began = since === undefined ? 0 : since[places[entry]];
      if (pair < 0 || this.#known[columns * pair + 2] !== began) return undefined;
      own[entry] = pair;
      numbers[entry] = this.#known[columns * pair + 3];
    }
    return { places, since, own, numbers };
  }

  /** Adds what is known of every pair to `totals`, by number: octets, frames. */
  addTo(totals: Float64Array): void {
    for (let own = 0; own < this.#index.count; own++) {
      const [bytes, frames, , number] = this.#known.subarray(columns * own, columns * (own + 1));
      const ended = this.#ended?.sumOf(own);
      totals[2 * number] += bytes + (ended?.bytes ?? 0);
      totals[2 * number + 1] += frames + (ended?.frames ?? 0);
    }
  }

  #grow(): void {
    const larger = new Float64Array(columns * this.#index.room);
    larger.set(this.#known);
    this.#known = larger;
  }

  #beginAnew(own: number, since: number): void {
    const at = columns * own;
    const [bytes, frames, before] = this.#known.subarray(at, at + columns);
    if (frames > 0) (this.#ended ??= new EndedCounters()).end(own, before, { bytes, frames });
    this.#known.fill(0, at, at + 2);
    this.#known[at + 2] = since;
  }
}
