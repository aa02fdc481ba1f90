// What local VMs have sent, by (source, destination) pair, in bounded memory: the pair that was idle longest makes room.
import { PairSlots } from "./pair-slots.ts";

const firstRoom = 64; // pairs
const defaultMaximumPairs = 65_536; // implementation choice: 4.5 MB; a guest can invent destinations without end

/** Octets and frames. */
export interface Count {
  bytes: number;
  frames: number;
}

/** Cumulative since the counters were made. */
export interface CountTotals {
  /** Frames for one station, whether their pair is still known or not. */
  readonly unicast: Count;
  readonly broadcast: Count;
  readonly multicast: Count;
}

/**
 * One report. `pairs` lists (source, destination), flattened; the other three have one entry per pair. `bytes` and
 * `frames` are cumulative since the pair got its counter; `since` is the number of the first report that this counter
 * can be in, so that a pair which was forgotten and came back has a higher one than before.
 */
export interface CountReport extends CountTotals {
  readonly seq: number; // ascending from 0
  readonly pairs: Float64Array;
  readonly since: Uint32Array;
  readonly bytes: Float64Array;
  readonly frames: Float64Array;
}

export interface CounterOptions {
  readonly maximumPairs?: number;
  /** 32 bits that no guest knows. */
  readonly seed?: number;
  /** Hears of each slot that another pair gets. */
  readonly forgotten?: (slot: number) => void;
}

/**
 * Counting a frame of a known pair is a search and two additions; nothing is allocated for it. When there is no room,
 * a hand goes round the slots and takes the first whose pair has counted nothing since it last came by (the CLOCK
 * algorithm, Corbató 1968). A pair of which only one frame was seen counts as idle, so a scan replaces its own traces.
 */
export class PairCounters {
  readonly #maximumPairs: number;
  readonly #forgotten: (slot: number) => void;
  readonly #slots: PairSlots;
  #counts = new Float64Array(0); // per slot: octets, frames
  #seen = new Float64Array(0); // frames when the hand came by
  #reported = new Float64Array(0); // frames in the last report, -1 = none since the pair got the slot
  #since = new Uint32Array(0);
  #hand = -1;
  #nextSeq = 0;
  readonly #broadcast: Count = { bytes: 0, frames: 0 };
  readonly #multicast: Count = { bytes: 0, frames: 0 };
  readonly #other: Count = { bytes: 0, frames: 0 };

  constructor({ maximumPairs = defaultMaximumPairs, seed = 0, forgotten = () => {} }: CounterOptions = {}) {
    this.#maximumPairs = maximumPairs;
    this.#forgotten = forgotten;
    this.#slots = new PairSlots(0, seed);
    this.#grow(Math.min(firstRoom, maximumPairs));
  }

  /** The slot, below the maximum, of the pair of the Ethernet header at `at`; new if need be. Valid until the next call. */
  slotOf(bytes: Uint8Array, at: number): number {
    const slot = this.#slots.find(bytes, at);
    return slot < 0 ? this.#begin(bytes, at) : slot;
  }

  /** The same, and counts a frame of `length` octets for the pair: in one call, because a second one costs as much as counting. */
  count(bytes: Uint8Array, at: number, length: number): number {
    const known = this.#slots.find(bytes, at);
    const slot = known < 0 ? this.#begin(bytes, at) : known;
    const counts = this.#counts;
    counts[2 * slot] += length;
    counts[2 * slot + 1] += 1;
    return slot;
  }

  /** Counts a frame for a group; groups are no pairs. */
  countGroup(isBroadcast: boolean, bytes: number): void {
    const group = isBroadcast ? this.#broadcast : this.#multicast;
    group.bytes += bytes;
    group.frames += 1;
  }

  /** What was counted for pairs that are forgotten since. */
  get other(): Readonly<Count> {
    return { ...this.#other };
  }

  totals(): CountTotals {
    const unicast = { ...this.#other };
    for (let slot = 0; slot < this.#slots.count; slot++) {
      unicast.bytes += this.#counts[2 * slot];
      unicast.frames += this.#counts[2 * slot + 1];
    }
    return { unicast, broadcast: { ...this.#broadcast }, multicast: { ...this.#multicast } };
  }

  /** The next report: every pair, or only those that have counted since their last one. Pairs in the order of their slots. */
  report(which: "all" | "changed"): CountReport {
    const most = which === "all" ? this.#slots.count : this.#countChanged();
    const pairs = new Float64Array(2 * most);
    const since = new Uint32Array(most);
    const bytes = new Float64Array(most);
    const frames = new Float64Array(most);
    for (let slot = 0, at = 0; at < most; slot++) {
      const seen = this.#counts[2 * slot + 1];
      if (which === "changed" && seen === this.#reported[slot]) continue;
      this.#reported[slot] = seen;
      pairs[2 * at] = this.#slots.sourceOf(slot);
      pairs[2 * at + 1] = this.#slots.destinationOf(slot);
      since[at] = this.#since[slot];
      bytes[at] = this.#counts[2 * slot];
      frames[at++] = seen;
    }
    return { seq: this.#nextSeq++, ...this.totals(), pairs, since, bytes, frames };
  }

  #countChanged(): number {
    let changed = 0;
    for (let slot = 0; slot < this.#slots.count; slot++)
      if (this.#counts[2 * slot + 1] !== this.#reported[slot]) changed++;
    return changed;
  }

  #begin(bytes: Uint8Array, at: number): number {
    if (this.#slots.count === this.#slots.room && this.#slots.room < this.#maximumPairs)
      this.#grow(Math.min(2 * this.#slots.room, this.#maximumPairs));
    const isFull = this.#slots.count === this.#maximumPairs;
    const slot = isFull ? this.#idleSlot() : this.#slots.add(bytes, at);
    if (isFull) {
      this.#other.bytes += this.#counts[2 * slot];
      this.#other.frames += this.#counts[2 * slot + 1];
      this.#slots.replace(slot, bytes, at);
      this.#forgotten(slot);
    }
    this.#counts.fill(0, 2 * slot, 2 * slot + 2);
    this.#seen[slot] = 1;
    this.#reported[slot] = -1;
    this.#since[slot] = this.#nextSeq;
    return slot;
  }

  #idleSlot(): number {
    for (;;) {
      this.#hand = (this.#hand + 1) % this.#maximumPairs;
      const frames = this.#counts[2 * this.#hand + 1];
      if (frames === this.#seen[this.#hand]) return this.#hand;
      this.#seen[this.#hand] = frames;
    }
  }

  #grow(room: number): void {
    this.#slots.grow(room);
    this.#counts = enlarged(this.#counts, 2 * room);
    this.#seen = enlarged(this.#seen, room);
    this.#reported = enlarged(this.#reported, room);
    const since = new Uint32Array(room);
    since.set(this.#since);
    this.#since = since;
  }
}

function enlarged(array: Float64Array<ArrayBuffer>, length: number): Float64Array<ArrayBuffer> {
  const larger = new Float64Array(length);
  larger.set(array);
  return larger;
}
