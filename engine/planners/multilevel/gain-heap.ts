// Nodes by what moving them gains, the most first; gains change while nodes wait.

export class GainHeap {
  readonly #gain: Float64Array; // per node, shared with the caller, who calls `update` after each change
  readonly #items: Int32Array;
  readonly #positionOf: Int32Array; // -1 = not in the heap
  #size = 0;

  constructor(gain: Float64Array) {
    this.#gain = gain;
    this.#items = new Int32Array(gain.length);
    this.#positionOf = new Int32Array(gain.length).fill(-1);
  }

  /** The node with the greatest gain, of several the first; -1 = the heap is empty. */
  get top(): number {
    return this.#size > 0 ? this.#items[0] : -1;
  }

  add(node: number): void {
    this.#positionOf[node] = this.#size;
    this.#items[this.#size++] = node;
    this.#rise(node);
  }

  remove(node: number): void {
    const position = this.#positionOf[node];
    if (position < 0) return;
    this.#positionOf[node] = -1;
    const last = this.#items[--this.#size];
    if (last === node) return;
    this.#put(last, position);
    this.update(last);
  }

  /** After the node's gain has changed; nothing happens when it is not in the heap. */
  update(node: number): void {
    if (this.#positionOf[node] < 0) return;
    this.#rise(node);
    this.#sink(node);
  }

  #isBefore(x: number, y: number): boolean {
    return this.#gain[x] > this.#gain[y] || (this.#gain[x] === this.#gain[y] && x < y);
  }

  #rise(node: number): void {
    let at = this.#positionOf[node];
    while (at > 0) {
      const parent = (at - 1) >> 1;
      if (!this.#isBefore(node, this.#items[parent])) break;
      this.#put(this.#items[parent], at);
      at = parent;
    }
    this.#put(node, at);
  }

  #sink(node: number): void {
    let at = this.#positionOf[node];
    for (;;) {
      let child = 2 * at + 1;
      if (child >= this.#size) break;
      if (child + 1 < this.#size && this.#isBefore(this.#items[child + 1], this.#items[child])) child += 1;
      if (!this.#isBefore(this.#items[child], node)) break;
      this.#put(this.#items[child], at);
      at = child;
    }
    this.#put(node, at);
  }

  #put(node: number, at: number): void {
    this.#items[at] = node;
    this.#positionOf[node] = at;
  }
}
