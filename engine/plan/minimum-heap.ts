// A binary heap that gives its least item first.

export class MinimumHeap<T> {
  readonly #items: T[] = [];
  readonly #compare: (x: T, y: T) => number;

  /** `compare` as for `Array.prototype.sort`. Equal items come out in no particular order. */
  constructor(compare: (x: T, y: T) => number) {
    this.#compare = compare;
  }

  /** The least item, which stays; undefined = the heap is empty. */
  get least(): T | undefined {
    return this.#items[0];
  }

  push(item: T): void {
    const items = this.#items;
    let at = items.push(item) - 1;
    while (at > 0) {
      const parent = (at - 1) >> 1;
      if (this.#compare(item, items[parent]) >= 0) break;
      items[at] = items[parent]!;
      at = parent;
    }
    items[at] = item;
  }

  pop(): T | undefined {
    const items = this.#items;
    const least = items[0];
    const last = items.pop();
    if (items.length > 0 && last !== undefined) this.#sink(last);
    return least;
  }

  /** Puts an item in at the top and lets it down to its place. */
  #sink(item: T): void {
    const items = this.#items;
    let at = 0;
    for (;;) {
      let child = 2 * at + 1;
      if (child >= items.length) break;
      if (child + 1 < items.length && this.#compare(items[child + 1], items[child]) < 0) child += 1;
      if (this.#compare(items[child], item) >= 0) break;
      items[at] = items[child]!;
      at = child;
    }
    items[at] = item;
  }
}
