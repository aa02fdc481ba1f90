// A choice of candidates under any rules, link by link, and a bound on how much better the best one could be.
import type { Candidate } from "./candidate-links.ts";
import { fillKnapsack } from "./knapsack.ts";
import type { Rule } from "./link-rules.ts";

/** `chosen`: indices of candidates, ascending; `bound` ≥ `gain`: no allowed choice gains more, and `by` says how that is known. */
export interface Choice {
  readonly chosen: readonly number[];
  readonly gain: number;
  readonly bound: number;
  readonly by: string;
}

/**
 * The better of two passes: by gain, and by gain per share of the capacities that a link uses. A link that does not fit is passed
 * over. Of a fan-out alone, the first pass is at least half the best (greedy b-matching).
 */
export function chooseGreedily(candidates: readonly Candidate[], rules: readonly Rule[]): Choice {
  const byGain = [...candidates.keys()];
  const share = new Float64Array(candidates.length);
  for (const { members, weights, capacity } of rules)
    members.forEach((index, at) => (share[index] += weights[at] / Math.max(capacity, Number.MIN_VALUE)));
  const density = (index: number): number => candidates[index].gain / share[index];
  const byDensity = byGain.toSorted((x, y) => {
    const order = density(y) - density(x);
    return Number.isNaN(order) || order === 0 ? x - y : order;
  });
  const [first, second] = [byGain, byDensity].map((order) => take(order, candidates, rules));
  const best = second.gain > first.gain ? second : first;
  return { ...best, bound: Math.max(best.gain, boundOf(candidates, rules)), by: "each limit on its own" };
}

function take(
  order: readonly number[],
  candidates: readonly Candidate[],
  rules: readonly Rule[],
): { readonly chosen: readonly number[]; readonly gain: number } {
  const room = rules.map(({ capacity }) => capacity);
  const uses = candidates.map((): { readonly rule: number; readonly weight: number }[] => []);
  rules.forEach(({ members, weights }, rule) => {
    members.forEach((index, at) => uses[index].push({ rule, weight: weights[at] }));
  });
  const chosen = order.filter((index) => {
    const fits = uses[index].every(({ rule, weight }) => weight <= room[rule]);
    if (fits) for (const { rule, weight } of uses[index]) room[rule] -= weight;
    return fits;
  });
  return { chosen: chosen.sort((x, y) => x - y), gain: gainOf(candidates, chosen) };
}

/** What all links gain together, in one order, so that equal choices have equal gains. */
export function gainOf(candidates: readonly Candidate[], chosen: readonly number[]): number {
  return chosen.toSorted((x, y) => x - y).reduce((sum, index) => sum + candidates[index].gain, 0);
}

/** The least of what each limit allows were it the only one; of a fan-out half of what its hosts allow one by one, as a link has two ends. */
function boundOf(candidates: readonly Candidate[], rules: readonly Rule[]): number {
  const total = candidates.reduce((sum, { gain }) => sum + gain, 0);
  let [least, ends] = [total, 0];
  const boundEnds = new Uint8Array(candidates.length); // how many ends of a link a fan-out binds
  for (const rule of rules) {
    const gains = rule.members.map((index) => candidates[index].gain);
    const { bound } = fillKnapsack(gains, rule.weights, rule.capacity, () => false);
    const covered = gains.reduce((sum, gain) => sum + gain, 0);
    if (rule.limit.id === "fan-out") {
      ends += bound;
      for (const index of rule.members) boundEnds[index] += 1;
    } else least = Math.min(least, total - covered + bound);
  }
  candidates.forEach(({ gain }, index) => (ends += gain * (2 - boundEnds[index])));
  return Math.min(least, ends / 2);
}
