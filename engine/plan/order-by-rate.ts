// The order of pairs by decreasing rate, then by name, in time that grows with their number alone.
import { stableSort } from "./stable-sort.ts";

const digit = 1 << 16;

/** Shorter lists are sorted by comparing: the radix sort has a start-up cost. Own choice. */
const shortest = 1 << 13;

/** Positions of the pairs in that order. Rates: any numbers, no NaN. `rank`: of the members by name. Long lists by radix, O(pairs + members). */
export function orderByRate(
  first: Uint32Array,
  second: Uint32Array,
  bps: Float64Array,
  rank: Uint32Array,
): Uint32Array {
  let order: Uint32Array = first.map((_, at) => at);
  if (order.length < shortest)
    return order.sort(
      (x, y) =>
        (bps[x] === bps[y] ? 0 : bps[y] - bps[x]) ||
        rank[first[x]] - rank[first[y]] ||
        rank[second[x]] - rank[second[y]],
    );
  order = stableSort(
    order,
    second.map((member) => rank[member]),
    rank.length,
  );
  order = stableSort(
    order,
    first.map((member) => rank[member]),
    rank.length,
  );
  // as bit patterns, doubles order like integers: the sign bit is flipped, of negative ones all bits, and all again to decrease
  const words = new Uint32Array(Float64Array.from(bps, (rate) => rate + 0).buffer); // + 0: no negative zero
  const isLowFirst = new Uint32Array(Float64Array.of(1).buffer)[0] === 0;
  const keys = new Uint32Array(bps.length);
  for (const isHigh of [false, true]) {
    for (let at = 0; at < bps.length; at++) {
      const isNegative = words[2 * at + (isLowFirst ? 1 : 0)] >>> 31 === 1;
      const word = words[2 * at + (isHigh === isLowFirst ? 1 : 0)];
      const increasing = isNegative ? ~word : isHigh ? word ^ 0x80000000 : word;
      keys[at] = ~increasing;
    }
    order = stableSort(
      order,
      keys.map((key) => key & (digit - 1)),
      digit,
    );
    order = stableSort(
      order,
      keys.map((key) => key >>> 16),
      digit,
    );
  }
  return order;
}
