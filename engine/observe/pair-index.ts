// A small number for each directed pair of VMs, in the order of first mention: an open-addressing hash table in typed arrays.

const firstRoom = 16;

export class PairIndex {
  #ends = new Uint32Array(0); // by number: sender, receiver
  #places = new Uint32Array(0); // hash -> number + 1, 0 = free; a power of two, at most half full
  #shift = 32;
  #count = 0;
  #last = -1; // answer

  constructor() {
    this.#grow(firstRoom);
  }

  /** Pairs that were mentioned; their numbers are below it. */
  get count(): number {
    return this.#count;
  }

  /** How many numbers there is room for at present; arrays by number need as many entries. */
  get room(): number {
    return this.#ends.length >> 1;
  }

  fromOf(pair: number): number {
    return this.#ends[2 * pair];
  }

  toOf(pair: number): number {
    return this.#ends[2 * pair + 1];
  }

  /** The number of a pair, `count` when it is new. */
  numberOf(from: number, to: number): number {
    const ends = this.#ends;
    const next = this.#last + 1; // mostly pairs are mentioned in the same order again
    if (next < this.#count && ends[2 * next] === from && ends[2 * next + 1] === to)
      return (this.#last = next);
    const places = this.#places;
    const mask = places.length - 1;
    let at = hash(from, to) >>> this.#shift;
    for (; places[at] !== 0; at = (at + 1) & mask) {
      const pair = places[at] - 1;
      if (ends[2 * pair + 1] === to && ends[2 * pair] === from) return (this.#last = pair);
    }
    const pair = this.#count;
    if (pair === this.room) {
      this.#grow(2 * pair);
      return this.numberOf(from, to);
    }
    ends[2 * pair] = from;
    ends[2 * pair + 1] = to;
    places[at] = pair + 1;
    this.#count += 1;
    return (this.#last = pair);
  }

  #grow(room: number): void {
    const ends = new Uint32Array(2 * room);
    ends.set(this.#ends);
    this.#ends = ends;
    this.#places = new Uint32Array(2 * room);
    this.#shift = 32 - Math.log2(2 * room);
    const mask = this.#places.length - 1;
    for (let pair = 0; pair < this.#count; pair++) {
      let at = hash(ends[2 * pair], ends[2 * pair + 1]) >>> this.#shift;
      while (this.#places[at] !== 0) at = (at + 1) & mask;
      this.#places[at] = pair + 1;
    }
  }
}

/** Multiply-shift: the high bits are the good ones. */
function hash(from: number, to: number): number {
  return Math.imul(from, 0x9e37_79b1) + Math.imul(to, 0x85eb_ca6b);
}
