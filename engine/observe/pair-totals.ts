// What went from whom to whom, added up exactly: an open-addressing hash table in typed arrays, nothing allocated per frame.
import type { MacAddress } from "../model/mac-address.ts";

/** Implementation choice: about 100 MB at most. A capture can hold as many invented addresses as frames. */
const defaultMaximumPairs = 2 ** 20;

/**
 * Pairs are numbered in the order in which they are first seen; the columns hold pair p at index p < `count` and may be longer. Where there is
 * no more room, new pairs are added up in `otherBytes` and `otherFrames`. The seed makes the table's layout unpredictable to whoever
 * chooses the addresses.
 */
export class PairTotals {
  count = 0;
  source: Float64Array = new Float64Array(0);
  destination: Float64Array = new Float64Array(0);
  bytes: Float64Array = new Float64Array(0);
  frames: Float64Array = new Float64Array(0);
  otherBytes = 0;
  otherFrames = 0;
  readonly #seed: number;
  readonly #maximumPairs: number;
  #slots = new Int32Array(0); // hash -> pair + 1, 0 = free; a power of two, at most half full

  constructor(seed = 0, maximumPairs: number = defaultMaximumPairs) {
    this.#seed = seed | 0;
    this.#maximumPairs = maximumPairs;
    this.#grow(Math.min(64, maximumPairs));
  }

  /** Answers the pair's number, -1 where there is no room for it. */
  add(source: MacAddress, destination: MacAddress, bytes: number, frames: number): number {
    const pair = this.#find(source, destination);
    if (pair < 0) {
      this.otherBytes += bytes;
      this.otherFrames += frames;
      return pair;
    }
    this.bytes[pair] += bytes;
    this.frames[pair] += frames;
    return pair;
  }

  #find(source: MacAddress, destination: MacAddress): number {
    const mask = this.#slots.length - 1;
    let slot = hash(source, destination, this.#seed) & mask;
    for (;;) {
      const pair = this.#slots[slot] - 1;
      if (pair < 0) break;
      if (this.source[pair] === source && this.destination[pair] === destination) return pair;
      slot = (slot + 1) & mask;
    }
    if (this.count === this.#maximumPairs) return -1;
    if (this.count === this.bytes.length) {
      this.#grow(Math.min(this.count * 2, this.#maximumPairs));
      return this.#find(source, destination);
    }
    this.source[this.count] = source;
    this.destination[this.count] = destination;
    this.#slots[slot] = ++this.count;
    return this.count - 1;
  }

  #grow(capacity: number): void {
    this.source = enlarged(this.source, capacity);
    this.destination = enlarged(this.destination, capacity);
    this.bytes = enlarged(this.bytes, capacity);
    this.frames = enlarged(this.frames, capacity);
    this.#slots = new Int32Array(2 ** Math.ceil(Math.log2(2 * capacity + 1)));
    const mask = this.#slots.length - 1;
    for (let pair = 0; pair < this.count; pair++) {
      let slot = hash(this.source[pair], this.destination[pair], this.#seed) & mask;
      while (this.#slots[slot] !== 0) slot = (slot + 1) & mask;
      this.#slots[slot] = pair + 1;
    }
  }
}

/** Mixes both addresses and the seed, each multiplied in turn; 32 bits, signed. */
function hash(source: MacAddress, destination: MacAddress, seed: number): number {
  let mixed = Math.imul(source ^ seed, 0x9e37_79b1);
  mixed = Math.imul((mixed ^ (mixed >>> 15)) + (destination | 0), 0x85eb_ca6b);
  mixed = Math.imul((mixed ^ (mixed >>> 13)) + highBits(source), 0xc2b2_ae35);
  mixed = Math.imul((mixed ^ (mixed >>> 16)) + highBits(destination), 0x27d4_eb2f);
  return mixed ^ (mixed >>> 15);
}

function highBits(mac: MacAddress): number {
  return (mac * 2 ** -32) | 0;
}

function enlarged(column: Float64Array, length: number): Float64Array {
  const larger = new Float64Array(length);
  larger.set(column);
  return larger;
}
