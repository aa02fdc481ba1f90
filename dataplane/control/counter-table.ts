// The counters that a daemon has reported, each at a place of its own: what is looked up for a counter once need not be looked up again.
import type { MacAddress } from "../ethernet/mac-address.ts";

/** Octets on the wire that tell a counter from others: source, destination, `since`. */
export const counterKeyBytes = 16;

const keyInts = counterKeyBytes / 4;
const firstRoom = 16; // counters; a power of two
const two32 = 0x1_0000_0000;
/** How many counters in a row a report may leave out before the hash table is asked. Own choice: about as long as that takes. */
const mostLeftOut = 8;

/**
 * Places are given out in ascending order, in the order of first mention, and keep their counter. The hash is
 * multiply-shift with multipliers out of `seed`, as in `PairSlots` and for the same reason.
 */
export class CounterTable {
  #keys = new Int32Array(keyInts * firstRoom); // by place, in the order of the wire
  #hashed = new Int32Array(2 * firstRoom); // hash -> place + 1, 0 = free; at most half full
  #shift = 32 - Math.log2(2 * firstRoom);
  #count = 0;
  readonly #multipliers: Int32Array;

  /** `seed`: four secret integers of 32 bits. */
  constructor(seed: Int32Array) {
    this.#multipliers = seed.map((bits) => bits | 1);
  }

  /** Places are below it. */
  get count(): number {
    return this.#count;
  }

  /** How many there is room for at present; arrays by place need as many entries. */
  get room(): number {
    return this.#keys.length / keyInts;
  }

  sourceOf(place: number): MacAddress {
    return (this.#keys[keyInts * place] >>> 0) * 0x1_0000 + (this.#keys[keyInts * place + 1] >>> 16);
  }

  destinationOf(place: number): MacAddress {
    return (this.#keys[keyInts * place + 1] & 0xffff) * two32 + (this.#keys[keyInts * place + 2] >>> 0);
  }

  sinceOf(place: number): number {
    return this.#keys[keyInts * place + 3] >>> 0;
  }

  /** Whether the counter at a place is the one whose key is at `at`. */
  isAt(place: number, view: DataView, at: number): boolean {
    const keys = this.#keys;
    const int = keyInts * place;
    return (
      keys[int + 2] === view.getInt32(at + 8) &&
      keys[int + 1] === view.getInt32(at + 4) &&
      keys[int] === view.getInt32(at) &&
      keys[int + 3] === view.getInt32(at + 12)
    );
  }

  /** The place of the counter whose key is at `at`; `count` when it is new. `hint`: where it may be, or soon after. */
  placeOf(view: DataView, at: number, hint: number): number {
    const a = view.getInt32(at);
    const b = view.getInt32(at + 4);
    const c = view.getInt32(at + 8);
    const d = view.getInt32(at + 12);
    const keys = this.#keys;
    const end = Math.min(hint + mostLeftOut, this.#count);
    for (let place = hint, int = keyInts * hint; place < end; place++, int += keyInts)
      if (keys[int + 2] === c && keys[int + 1] === b && keys[int] === a && keys[int + 3] === d) return place;
    const hashed = this.#hashed;
    const mask = hashed.length - 1;
    let home = this.#hash(a, b, c, d);
    for (; hashed[home] !== 0; home = (home + 1) & mask) {
      const int = keyInts * (hashed[home] - 1);
      if (keys[int + 2] === c && keys[int + 1] === b && keys[int] === a && keys[int + 3] === d)
        return hashed[home] - 1;
    }
    if (this.#count === this.room) {
      this.#grow();
      return this.placeOf(view, at, this.#count);
    }
    const place = this.#count++;
    keys[keyInts * place] = a;
    keys[keyInts * place + 1] = b;
    keys[keyInts * place + 2] = c;
    keys[keyInts * place + 3] = d;
    hashed[home] = place + 1;
    return place;
  }

  #grow(): void {
    const room = 2 * this.room;
    const keys = new Int32Array(keyInts * room);
    keys.set(this.#keys);
    this.#keys = keys;
    const hashed = new Int32Array(2 * room);
    this.#hashed = hashed;
    this.#shift -= 1;
    for (let place = 0, int = 0; place < this.#count; place++, int += keyInts) {
      let home = this.#hash(keys[int], keys[int + 1], keys[int + 2], keys[int + 3]);
      while (hashed[home] !== 0) home = (home + 1) & (hashed.length - 1);
      hashed[home] = place + 1;
    }
  }

  #hash(a: number, b: number, c: number, d: number): number {
    const by = this.#multipliers;
    const sum = Math.imul(a, by[0]) + Math.imul(b, by[1]) + Math.imul(c, by[2]) + Math.imul(d, by[3]);
    return sum >>> this.#shift;
  }
}
