// A number below a bound for each (source, destination) pair that is known: an open-addressing hash table in typed arrays.
import { readDestination, readSource } from "../ethernet/frame-header.ts";
import type { MacAddress } from "../ethernet/mac-address.ts";

const two32 = 0x1_0000_0000;
const keyInts = 3; // high 16 bits of both addresses · low 32 of the source · low 32 of the destination
const leastPlaces = 16;
const goldenRatio = 0x9e37_79b9; // of 2^32

/**
 * Slots are given out in ascending order; only `replace` gives one to another pair. The hash is multiply-shift
 * (Dietzfelbinger et al. 1997) with multipliers out of `seed`: where it is secret, a guest cannot invent addresses that
 * all collide.
 */
export class PairSlots {
  #keys = new Int32Array(0); // keyInts per slot
  #places = new Int32Array(0); // hash -> slot + 1, 0 = free; a power of two, at most half full
  #shift = 32;
  #count = 0;
  readonly #multipliers: Int32Array;

  /** `seed`: any 32 bits. */
  constructor(room: number, seed: number) {
    this.#multipliers = Int32Array.from({ length: keyInts }, (_, at) => mixed(seed + at * goldenRatio) | 1);
    this.grow(room);
  }

  /** Pairs that have a slot. */
  get count(): number {
    return this.#count;
  }

  /** How many slots there are. */
  get room(): number {
    return this.#keys.length / keyInts;
  }

  sourceOf(slot: number): MacAddress {
    return (this.#keys[keyInts * slot] >>> 16) * two32 + (this.#keys[keyInts * slot + 1] >>> 0);
  }

  destinationOf(slot: number): MacAddress {
    return (this.#keys[keyInts * slot] & 0xffff) * two32 + (this.#keys[keyInts * slot + 2] >>> 0);
  }

  /**
   * The slot of the pair of the Ethernet header at `at`, -1 when it has none. The header is read here, and not handed
   * over as two addresses: numbers above 2^31 are allocated when they are arguments.
   */
  find(bytes: Uint8Array, at: number): number {
    const highs = (bytes[at + 6] << 24) | (bytes[at + 7] << 16) | (bytes[at] << 8) | bytes[at + 1];
    const low = (bytes[at + 8] << 24) | (bytes[at + 9] << 16) | (bytes[at + 10] << 8) | bytes[at + 11];
    const otherLow = (bytes[at + 2] << 24) | (bytes[at + 3] << 16) | (bytes[at + 4] << 8) | bytes[at + 5];
    const keys = this.#keys;
    const places = this.#places;
    const mask = places.length - 1;
    for (let place = this.#hash(highs, low, otherLow); ; place = (place + 1) & mask) {
      const slot = places[place] - 1;
      if (slot < 0) return -1;
      const key = keyInts * slot;
      if (keys[key + 2] === otherLow && keys[key + 1] === low && keys[key] === highs) return slot;
    }
  }

  /** Gives the pair of a header, which must have none, the next slot; there must be room. */
  add(bytes: Uint8Array, at: number): number {
    const slot = this.#count++;
    this.#write(slot, bytes, at);
    return slot;
  }

  /** Takes a slot from its pair and gives it to that of a header, which must have none. */
  replace(slot: number, bytes: Uint8Array, at: number): void {
    this.#vacate(slot);
    this.#write(slot, bytes, at);
  }

  /** Makes room for this many pairs in all; slots stay what they are. */
  grow(room: number): void {
    const keys = new Int32Array(keyInts * room);
    keys.set(this.#keys);
    this.#keys = keys;
    const bits = Math.ceil(Math.log2(Math.max(2 * room, leastPlaces)));
    this.#places = new Int32Array(2 ** bits);
    this.#shift = 32 - bits;
    for (let slot = 0; slot < this.#count; slot++) this.#occupy(slot);
  }

  #write(slot: number, bytes: Uint8Array, at: number): void {
    const source = readSource(bytes, at);
    const destination = readDestination(bytes, at);
    this.#keys[keyInts * slot] = ((source / two32) << 16) | (destination / two32);
    this.#keys[keyInts * slot + 1] = source | 0;
    this.#keys[keyInts * slot + 2] = destination | 0;
    this.#occupy(slot);
  }

  #occupy(slot: number): void {
    const mask = this.#places.length - 1;
    let at = this.#homeOf(slot);
    while (this.#places[at] !== 0) at = (at + 1) & mask;
    this.#places[at] = slot + 1;
  }

  /** Frees the slot's place and closes the gap, so that no search ends too early (Knuth, vol. 3, 6.4, algorithm R). */
  #vacate(slot: number): void {
    const places = this.#places;
    const mask = places.length - 1;
    let gap = this.#homeOf(slot);
    while (places[gap] !== slot + 1) gap = (gap + 1) & mask;
    for (let at = (gap + 1) & mask; places[at] !== 0; at = (at + 1) & mask) {
      const fromHome = (at - this.#homeOf(places[at] - 1)) & mask;
      if (fromHome < ((at - gap) & mask)) continue; // its search does not pass the gap
      places[gap] = places[at];
      gap = at;
    }
    places[gap] = 0;
  }

  #homeOf(slot: number): number {
    const key = keyInts * slot;
    return this.#hash(this.#keys[key], this.#keys[key + 1], this.#keys[key + 2]);
  }

  #hash(highs: number, low: number, otherLow: number): number {
    const by = this.#multipliers;
    return (Math.imul(highs, by[0]) + Math.imul(low, by[1]) + Math.imul(otherLow, by[2])) >>> this.#shift;
  }
}

/** Every bit of the answer depends on every bit of the value; the finalizer of MurmurHash3. */
function mixed(value: number): number {
  let bits = value | 0;
  bits = Math.imul(bits ^ (bits >>> 16), 0x85eb_ca6b);
  bits = Math.imul(bits ^ (bits >>> 13), 0xc2b2_ae35);
  return bits ^ (bits >>> 16);
}
