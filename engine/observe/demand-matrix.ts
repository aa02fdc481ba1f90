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
    const { sums } = this.#window;
    const order = this.#order;
    const value = new Float64Array(order.length);
    for (let at = 0; at < value.length; at++) value[at] = sums[order[at]] * factor;
    return { size: this.#size, rowStart: this.#rowStart, column: this.#column, value };
  }

  #rebuild(entered: readonly number[]): void {
    const incoming = Float64Array.from(entered, (pair) => this.#keyOf(pair)).sort();
    const keys = new Float64Array(this.#keys.length + incoming.length);
    const order = new Uint32Array(keys.length);
    let count = 0;
    const keep = (key: number, pair: number): void => {
      if (!this.#window.holds(pair) || (count > 0 && keys[count - 1] === key)) return;
      keys[count] = key;
      order[count++] = pair;
    };
    let next = 0;
    for (const [at, key] of this.#keys.entries()) {
      for (; next < incoming.length && incoming[next] < key; next++)
        keep(incoming[next], this.#pairOf(incoming[next]));
      keep(key, this.#order[at]);
    }
    for (; next < incoming.length; next++) keep(incoming[next], this.#pairOf(incoming[next]));
    this.#keys = keys.slice(0, count);
    this.#order = order.slice(0, count);
    this.#index();
  }

  #index(): void {
    const size = this.#size;
    this.#rowStart = new Uint32Array(size + 1);
    this.#column = new Uint32Array(this.#keys.length);
    for (let at = 0; at < this.#keys.length; at++) {
      const row = Math.floor(this.#keys[at] / size);
      this.#rowStart[row + 1] += 1;
      this.#column[at] = this.#keys[at] - row * size;
    }
    for (let row = 0; row < size; row++) this.#rowStart[row + 1] += this.#rowStart[row];
  }

  #keyOf(pair: number): number {
    return this.#pairs.fromOf(pair) * this.#size + this.#pairs.toOf(pair);
  }

  #pairOf(key: number): number {
    const from = Math.floor(key / this.#size);
    return this.#pairs.numberOf(from, key - from * this.#size);
  }
}
