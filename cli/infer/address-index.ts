// Every address that sent or was sent to, in numerical order, with its place; also for millions of them.
import type { FollowedApplication, MacAddress } from "../../engine/index.ts";

export class AddressIndex {
  readonly #sorted: Float64Array;

  constructor({ count, source, destination }: FollowedApplication["totals"]) {
    const ends = new Float64Array(2 * count);
    ends.set(source.subarray(0, count));
    ends.set(destination.subarray(0, count), count);
    ends.sort();
    let distinct = 0;
    for (let at = 0; at < ends.length; at++)
      if (at === 0 || ends[at] !== ends[at - 1]) ends[distinct++] = ends[at];
    this.#sorted = ends.subarray(0, distinct);
  }

  list(): MacAddress[] {
    return [...this.#sorted];
  }

  /** -1 for an address that is not there. */
  indexOf(address: MacAddress): number {
    const sorted = this.#sorted;
    let low = 0;
    let high = sorted.length - 1;
    while (low <= high) {
      const middle = (low + high) >>> 1;
      if (sorted[middle] === address) return middle;
      if (sorted[middle] < address) low = middle + 1;
      else high = middle - 1;
    }
    return -1;
  }
}
