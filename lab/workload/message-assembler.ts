// Puts the parts of one neighbour's messages together: tells when a message is whole, whatever is lost, repeated or early.

export class MessageAssembler {
  readonly #arrived = new Map<number, Set<number>>(); // by iteration: parts
  readonly #whole = new Set<number>();
  #oldest = 0;

  /** Takes a part; parts of iterations that are over are ignored. */
  add(iteration: number, part: number, parts: number): void {
    if (iteration < this.#oldest || this.#whole.has(iteration)) return;
    const arrived = this.#arrived.get(iteration) ?? new Set();
    arrived.add(part);
    this.#arrived.set(iteration, arrived);
    if (arrived.size < parts) return;
    this.#arrived.delete(iteration);
    this.#whole.add(iteration);
  }

  isWhole(iteration: number): boolean {
    return this.#whole.has(iteration);
  }

  /** Forgets everything before `iteration`. */
  advanceTo(iteration: number): void {
    this.#oldest = iteration;
    for (const known of this.#arrived.keys()) if (known < iteration) this.#arrived.delete(known);
    for (const known of this.#whole) if (known < iteration) this.#whole.delete(known);
  }
}
