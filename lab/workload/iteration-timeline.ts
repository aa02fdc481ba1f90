// When iterations of the whole program were over, and how many there were per second.

/** An iteration counts when the last VM has finished it; every VM finishes its own in order. */
export class IterationBarrier {
  readonly #finished: number[]; // per VM: iterations
  #complete = 0;

  constructor(vmCount: number) {
    this.#finished = Array.from({ length: vmCount }, () => 0);
  }

  /** A VM has finished its next iteration; answers whether that made one complete. */
  finish(vm: number): boolean {
    this.#finished[vm]++;
    if (Math.min(...this.#finished) === this.#complete) return false;
    this.#complete++;
    return true;
  }
}

/** Iterations per second of those completed at `from` ≤ t < `to` (seconds, `times` ascending); NaN for no time at all. */
export function iterationsPerSecond(times: readonly number[], from: number, to: number): number {
  if (!(to > from)) return Number.NaN;
  return times.filter((time) => time >= from && time < to).length / (to - from);
}
