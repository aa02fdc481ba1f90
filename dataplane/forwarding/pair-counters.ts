// What local VMs have sent, by (source, destination) pair: an open-addressing hash table in typed arrays.
import type { MacAddress } from "../ethernet/mac-address.ts";
import { pairKey } from "./mac-pair.ts";

const defaultMaximumPairs = 65_536; // implementation choice: 2.5 MB; a guest can invent destinations without end

/** Cumulative since the counters were made. `pairs` lists (source, destination), flattened; the other two have one entry per pair. */
export interface PairSnapshot {
  readonly pairs: Float64Array;
  readonly bytes: Float64Array;
  readonly frames: Float64Array;
}

export class PairCounters {
  readonly #maximumPairs: number;
  #pairs = new Float64Array(0);
  #bytes = new Float64Array(0);
  #frames = new Float64Array(0);
  #slots = new Int32Array(0); // hash -> pair + 1, 0 = free; a power of two, at most half full
  #count = 0;
  /** Octets and frames of pairs for which there was no room. */
  otherBytes = 0;
  otherFrames = 0;

  constructor(maximumPairs: number = defaultMaximumPairs) {
    this.#maximumPairs = maximumPairs;
    this.#grow(Math.min(64, maximumPairs));
  }

  count(source: MacAddress, destination: MacAddress, bytes: number): void {
    const pair = this.#find(source, destination);
    if (pair < 0) {
      this.otherBytes += bytes;
      this.otherFrames += 1;
      return;
    }
    this.#bytes[pair] += bytes;
    this.#frames[pair] += 1;
  }

  /** A copy of all counters, in the order in which the pairs were first seen. */
  snapshot(): PairSnapshot {
    return {
      pairs: this.#pairs.slice(0, 2 * this.#count),
      bytes: this.#bytes.slice(0, this.#count),
      frames: this.#frames.slice(0, this.#count),
    };
  }

  /** The pair's index, new if need be; -1 when there is no room. */
  #find(source: MacAddress, destination: MacAddress): number {
    const mask = this.#slots.length - 1;
    let slot = hash(source, destination) & mask;
    for (;;) {
      const pair = this.#slots[slot] - 1;
      if (pair < 0) break;
      if (this.#pairs[2 * pair] === source && this.#pairs[2 * pair + 1] === destination) return pair;
      slot = (slot + 1) & mask;
    }
    if (this.#count === this.#maximumPairs) return -1;
    if (this.#count === this.#bytes.length) {
      this.#grow(Math.min(this.#count * 2, this.#maximumPairs));
      return this.#find(source, destination);
    }
    this.#pairs[2 * this.#count] = source;
    this.#pairs[2 * this.#count + 1] = destination;
    this.#slots[slot] = ++this.#count;
    return this.#count - 1;
  }

  #grow(capacity: number): void {
    this.#pairs = enlarged(this.#pairs, 2 * capacity);
    this.#bytes = enlarged(this.#bytes, capacity);
    this.#frames = enlarged(this.#frames, capacity);
    this.#slots = new Int32Array(2 ** Math.ceil(Math.log2(2 * capacity + 1)));
    const mask = this.#slots.length - 1;
    for (let pair = 0; pair < this.#count; pair++) {
      let slot = hash(this.#pairs[2 * pair], this.#pairs[2 * pair + 1]) & mask;
      while (this.#slots[slot] !== 0) slot = (slot + 1) & mask;
      this.#slots[slot] = pair + 1;
    }
  }
}

/** Spreads neighbouring addresses over the table; 32 bits, signed. */
function hash(source: MacAddress, destination: MacAddress): number {
  const key = pairKey(source, destination);
  const mixed = Math.imul(key >>> 0, 0x9e37_79b1) ^ Math.imul((key / 0x1_0000_0000) >>> 0, 0x85eb_ca6b);
  return mixed ^ (mixed >>> 15);
}

function enlarged(array: Float64Array<ArrayBuffer>, length: number): Float64Array<ArrayBuffer> {
  const larger = new Float64Array(length);
  larger.set(array);
  return larger;
}
