// A binary heap of small whole numbers, each with a key that may fall while it waits: what Dijkstra's algorithm asks for.

export class IndexedHeap {
  readonly #items: Int32Array;
  readonly #place: Int32Array; // of each item in `#items`, -1 = not waiting
  readonly #key: Float64Array;
  #count = 0;

  /** Items are 0 ..< size. */
  constructor(size: number) {
    this.#items = new Int32Array(size);
    this.#place = new Int32Array(size).fill(-1);
    this.#key = new Float64Array(size);
  }

  get isEmpty(): boolean {
    return this.#count === 0;
  }

  /** Puts an item in, or lowers the key of one that waits; a key that is not lower changes nothing. */
  lower(item: number, key: number): void {
    let at = this.#place[item];
    if (at < 0) at = this.#count++;
    else if (key >= this.#key[item]) return;
    this.#key[item] = key;
    while (at > 0) {
      const parent = (at - 1) >> 1;
      const above = this.#items[parent];
      if (this.#key[above] <= key) break;
      this.#put(above, at);
      at = parent;
    }
    this.#put(item, at);
  }

  /** The item with the least key, taken out; -1 = the heap is empty. Equal keys come out in no particular order. */
  pop(): number {
    if (this.#count === 0) return -1;
    const least = this.#items[0];
    this.#place[least] = -1;
    this.#count -= 1;
    if (this.#count > 0) this.#sink(this.#items[this.#count]);
    return least;
  }

  #sink(item: number): void {
    const key = this.#key[item];
    let at = 0;
    for (;;) {
      let child = 2 * at + 1;
      if (child >= this.#count) break;
      if (child + 1 < this.#count && this.#key[this.#items[child + 1]] < this.#key[this.#items[child]])
        child += 1;
      if (this.#key[this.#items[child]] >= key) break;
      this.#put(this.#items[child], at);
      at = child;
    }
    this.#put(item, at);
  }

  #put(item: number, at: number): void {
    this.#items[at] = item;
    this.#place[item] = at;
  }
}
