// The order of pairs by decreasing rate, then by name, in time that grows with their number alone.
import { stableSort } from "./stable-sort.ts";

const radix = 1 << 16;

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
  if (!isByName(first, second, rank)) {
    order = stableSort(order, rankOf(second, rank), rank.length);
    order = stableSort(order, rankOf(first, rank), rank.length);
  }
  // as bit patterns, doubles order like integers: the sign bit is flipped, of negative ones all bits, and all again to decrease
  const words = new Uint32Array(bps.map((rate) => rate + 0).buffer); // + 0: no negative zero
  const isLowFirst = new Uint32Array(Float64Array.of(1).buffer)[0] === 0;
  const keys = new Uint32Array(bps.length);
  for (const isHigh of [false, true]) {
    const signAt = isLowFirst ? 1 : 0;
    const wordAt = isHigh ? signAt : 1 - signAt;
    for (let at = 0; at < bps.length; at++) {
      const isNegative = words[2 * at + signAt] >>> 31 === 1;
      const word = words[2 * at + wordAt];
      const increasing = isNegative ? ~word : isHigh ? word ^ 0x80000000 : word;
      keys[at] = ~increasing;
    }
    for (const shift of [0, 16]) order = sortByDigit(order, keys, shift);
  }
  return order;
}

/** Nothing to do where all have the same digit, as round numbers have in their low ones. */
function sortByDigit(order: Uint32Array, keys: Uint32Array, shift: number): Uint32Array {
  const digits = new Uint32Array(keys.length);
  let differ = 0;
  for (let at = 0; at < keys.length; at++) {
    digits[at] = (keys[at] >>> shift) & (radix - 1);
    differ |= digits[at] ^ digits[0];
  }
  return differ === 0 ? order : stableSort(order, digits, radix);
}

function isByName(first: Uint32Array, second: Uint32Array, rank: Uint32Array): boolean {
  for (let at = 1; at < first.length; at++) {
    const [before, now] = [rank[first[at - 1]], rank[first[at]]];
    if (before > now || (before === now && rank[second[at - 1]] > rank[second[at]])) return false;
  }
  return true;
}

function rankOf(members: Uint32Array, rank: Uint32Array): Uint32Array {
  const ranks = new Uint32Array(members.length);
  for (let at = 0; at < members.length; at++) ranks[at] = rank[members[at]];
  return ranks;
}
