// The window's sums as a sparse matrix: the order of its entries is kept from one to the next, and sorted anew only for pairs that come in.
import type { SparseMatrix } from "../model/sparse-matrix.ts";
import type { PairIndex } from "./pair-index.ts";
import type { SlidingSum } from "./sliding-sum.ts";

export class DemandMatrix {
  readonly #size: number;
  readonly #pairs: PairIndex;
  readonly #window: SlidingSum;
  #keys = new Float64Array(0); // sender * size + receiver of every pair in the window, ascending
  #order = new Uint32Array(0); // their numbers
  #rowStart: Uint32Array;
  #column = new Uint32Array(0);

  /** `size`: of the matrix, VMs. */
  constructor(size: number, pairs: PairIndex, window: SlidingSum) {
    this.#size = size;
    this.#pairs = pairs;
    this.#window = window;
    this.#rowStart = new Uint32Array(size + 1);
  }

  /** The present sums, each times `factor`. Matrices with the same entries share `rowStart` and `column`. */
  take(factor: number): SparseMatrix {
    const { entered, hasLeft } = this.#window.takeChanges();
    if (entered.length > 0 || hasLeft) this.#rebuild(entered);
    const { within, passing } = this.#window;
    const order = this.#order;
    const value = new Float64Array(order.length);
    for (let at = 0; at < value.length; at++)
      value[at] = Math.max(0, within[order[at]] + passing[order[at]]) * factor;
    return { size: this.#size, rowStart: this.#rowStart, column: this.#column, value };
  }

  #rebuild(entered: readonly number[]): void {
    const incoming = Float64Array.from(entered, (pair) => this.#keyOf(pair)).sort();
    const [oldKeys, oldOrder] = [this.#keys, this.#order];
    const keys = new Float64Array(oldKeys.length + incoming.length);
    const order = new Uint32Array(keys.length);
    let count = 0;
    for (let old = 0, next = 0; old < oldKeys.length || next < incoming.length;) {
      const oldKey = old < oldKeys.length ? oldKeys[old] : Infinity;
      const newKey = next < incoming.length ? incoming[next] : Infinity;
      const key = Math.min(oldKey, newKey);
      const pair = key === oldKey ? oldOrder[old++] : this.#pairOf(key);
      while (next < incoming.length && incoming[next] === key) next++;
      if (!this.#window.holds(pair)) continue;
      keys[count] = key;
      order[count++] = pair;
    }
    this.#keys = keys.subarray(0, count);
    this.#order = order.subarray(0, count);
    this.#index();
  }

  #index(): void {
    const size = this.#size;
    const keys = this.#keys;
    const rowStart = new Uint32Array(size + 1);
    const column = new Uint32Array(keys.length);
    let at = 0;
    for (let row = 0; row < size; row++) {
      const first = row * size;
      for (; at < keys.length && keys[at] < first + size; at++) column[at] = keys[at] - first;
      rowStart[row + 1] = at;
    }
    this.#rowStart = rowStart;
    this.#column = column;
  }

  #keyOf(pair: number): number {
    return this.#pairs.fromOf(pair) * this.#size + this.#pairs.toOf(pair);
  }

  #pairOf(key: number): number {
    const from = Math.floor(key / this.#size);
    return this.#pairs.numberOf(from, key - from * this.#size);
  }
}
