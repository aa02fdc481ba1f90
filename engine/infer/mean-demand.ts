// The mean of the demands that it was given: what an application that never settles uses altogether.
import { entriesOf, sparseMatrix, type SparseMatrix } from "../model/sparse-matrix.ts";

export class MeanDemand {
  readonly #intervalShare: number;
  readonly #sums = new Map<number, number>(); // sender * size + receiver
  #count = 0;
  #nextAt = -Infinity;

  /** `intervalShare`: so much of a settle time passes from one demand that is taken to the next. */
  constructor(intervalShare: number) {
    this.#intervalShare = intervalShare;
  }

  add(now: number, demand: SparseMatrix, settleSeconds: number): void {
    if (now < this.#nextAt) return;
    this.#nextAt = now + this.#intervalShare * settleSeconds;
    this.#count++;
    for (const { from, to, value } of entriesOf(demand)) {
      const key = from * demand.size + to;
      this.#sums.set(key, (this.#sums.get(key) ?? 0) + value);
    }
  }

  clear(): void {
    if (this.#count === 0) return;
    this.#sums.clear();
    this.#count = 0;
    this.#nextAt = -Infinity;
  }

  /** `size`: of the matrix, VMs. */
  take(size: number): SparseMatrix {
    const count = this.#count;
    const entries = [...this.#sums].map(([key, sum]) => ({
      from: Math.floor(key / size),
      to: key % size,
      value: sum / count,
    }));
    return sparseMatrix(size, entries);
  }
}
