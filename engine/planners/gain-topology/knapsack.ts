// The 0/1 knapsack problem: the most valuable choice of items within a capacity. Knows nothing of links.

/** `bound`: no choice is worth more. `isOptimal`: this one is worth as much, up to rounding. */
export interface KnapsackChoice {
  readonly chosen: readonly number[]; // indices of items, ascending
  readonly value: number;
  readonly bound: number;
}

/** Sums in different orders differ by far less than this share. Own choice. */
const noise = 1e-12;

/**
 * Depth-first branch and bound in the order of value per weight, with Dantzig's bound: what fits, and of the next item the
 * part that still does (Horowitz and Sahni, 1974). Values and weights are ≥ 0 and finite. `goOn` is asked at every node; when it
 * says no, the best choice so far is the answer, and the bound is the root's.
 */
export function fillKnapsack(
  values: readonly number[],
  weights: readonly number[],
  capacity: number,
  goOn: () => boolean,
): KnapsackChoice {
  const density = values.map((worth, item) => worth / weights[item]);
  const order = [...values.keys()]
    .filter((item) => weights[item] <= capacity)
    .sort((x, y) => density[y] - density[x] || x - y); // two that weigh nothing: NaN, so by index
  const value = order.map((item) => values[item]);
  const weight = order.map((item) => weights[item]);
  const sums = prefixSums(value, weight);
  const root = dantzig(sums, value, weight, 0, capacity);

  const taken = new Uint8Array(order.length);
  let best = taken.slice();
  let bestValue = -1;
  let [at, sum, room] = [0, 0, capacity];
  let isWhole = false; // the whole tree was searched
  while (goOn()) {
    if (sum + dantzig(sums, value, weight, at, room) > bestValue * (1 + noise)) {
      for (; at < order.length; at++) {
        if (weight[at] > room) continue;
        taken[at] = 1;
        sum += value[at];
        room -= weight[at];
      }
      if (sum > bestValue) [best, bestValue] = [taken.slice(), sum];
      if (bestValue >= root * (1 - noise)) break;
    }
    at = taken.lastIndexOf(1); // what was taken last is left out
    if (at < 0) {
      isWhole = true;
      break;
    }
    taken[at] = 0;
    sum -= value[at];
    room += weight[at];
    at += 1;
  }
  const reached = Math.max(0, bestValue);
  const chosen = order.filter((_, position) => best[position] === 1).sort((x, y) => x - y);
  return { chosen, value: reached, bound: isWhole ? reached : Math.max(root, reached) };
}

interface PrefixSums {
  readonly value: Float64Array;
  readonly weight: Float64Array;
}

function prefixSums(value: readonly number[], weight: readonly number[]): PrefixSums {
  const sums = { value: new Float64Array(value.length + 1), weight: new Float64Array(value.length + 1) };
  for (let at = 0; at < value.length; at++) {
    sums.value[at + 1] = sums.value[at] + value[at];
    sums.weight[at + 1] = sums.weight[at] + weight[at];
  }
  return sums;
}

/** The most that items from `first` on bring within the room, were they divisible. */
function dantzig(
  sums: PrefixSums,
  value: readonly number[],
  weight: readonly number[],
  first: number,
  room: number,
): number {
  let [low, high] = [first, value.length]; // the first item that does not fit any more
  while (low < high) {
    const middle = (low + high) >> 1;
    if (sums.weight[middle + 1] - sums.weight[first] <= room) low = middle + 1;
    else high = middle;
  }
  const whole = sums.value[low] - sums.value[first];
  if (low === value.length) return whole;
  return whole + (value[low] * (room - (sums.weight[low] - sums.weight[first]))) / weight[low];
}
