// The policy's limits on links as linear rules over candidates: what the chosen ones weigh together stays within a capacity.
import type { Link } from "../../model/network.ts";
import type { Limit, Problem } from "../../model/problem.ts";
import { hostPairIntensities } from "../../plan/intensity.ts";
import { isWithinLimit } from "../../plan/within-limit.ts";
import type { Candidate } from "./candidate-links.ts";

/** Σ weight of the chosen members ≤ capacity. `members`: indices of candidates, ascending; `weights`: one each, > 0. */
export interface Rule {
  readonly limit: Limit;
  readonly members: readonly number[];
  readonly weights: readonly number[];
  readonly capacity: number;
}

/** A limit that the links which the policy keeps break already. */
export interface BrokenLimit {
  readonly limit: Limit;
  readonly needed: number;
}

/** Sums of shares and rates carry rounding noise far below these; `within-limit.ts` lets 1e-9 pass. Own choice. */
const margin = { strict: -4e-9, other: 5e-10 };

/**
 * What counts is what `engine/verify/verify-limits.ts` counts. Rules that no choice of candidates can break are left out; a fan-out
 * is one rule for each host that it can bind. With `per`, only links that are not open yet weigh anything.
 */
export function linkRules(problem: Problem, candidates: readonly Candidate[]): readonly Rule[] | BrokenLimit {
  const { network, observation, chosen, limits } = problem;
  const pairs = hostPairIntensities(observation.demand, chosen.mapping, network.proxy);
  const totalBps = pairs.reduce((sum, { bps }) => sum + bps, 0);
  const open = new Set(observation.overlay.map(keyOf));
  const everyCandidate = [...candidates.keys()];
  const byHost = network.hosts.map((): number[] => []);
  candidates.forEach(({ link: { a, b } }, index) => {
    byHost[a].push(index);
    byHost[b].push(index);
  });

  const rules: Rule[] = [];
  for (const limit of limits) {
    const weightOf = weighing(limit, totalBps);
    if (weightOf === undefined) continue;
    const counts = (link: Link): boolean => limit.perSeconds === undefined || !open.has(keyOf(link));
    const kept = network.kept.filter(counts);
    const scopes =
      limit.id === "fan-out"
        ? byHost.map((at, host) => ({ at, kept: kept.filter(({ a, b }) => a === host || b === host) }))
        : [{ at: everyCandidate, kept }];
    for (const scope of scopes) {
      const added = scope.kept.reduce((sum, link) => sum + weightOf({ link, bps: 0 }), 0);
      const used = limit.spent + added;
      const asksNothing = limit.perSeconds !== undefined && added === 0;
      if (!asksNothing && !isWithinLimit(limit, used)) return { limit, needed: used };
      const members = scope.at.filter(
        (index) => counts(candidates[index].link) && weightOf(candidates[index]) > 0,
      );
      const weights = members.map((index) => weightOf(candidates[index]));
      const capacity = Math.max(0, roomOf(limit) - used);
      if (weights.reduce((sum, weight) => sum + weight, 0) > capacity)
        rules.push({ limit, members, weights, capacity });
    }
  }
  return rules;
}

/** What a link weighs under a limit; undefined for limits that links do not touch. Kept links carry 0 bit/s by what the limits count. */
function weighing(
  { id }: Limit,
  totalBps: number,
): ((candidate: Pick<Candidate, "link" | "bps">) => number) | undefined {
  switch (id) {
    case "links":
    case "fan-out":
      return () => 1;
    case "cost":
      return ({ link }) => link.cost;
    case "bandwidth":
      return ({ bps }) => bps;
    case "coverage":
      return ({ bps }) => (totalBps > 0 ? bps / totalBps : 0);
    case "migrations":
    case "downtime":
      return undefined;
  }
}

/** The most that keeps the limit. */
function roomOf({ id, value, strict }: Limit): number {
  if (id === "links" || id === "fan-out") return strict ? Math.ceil(value) - 1 : Math.floor(value);
  return value + (strict ? margin.strict : margin.other) * Math.max(1, Math.abs(value));
}

function keyOf({ a, b, kind }: Link): string {
  return `${a}-${b}-${kind}`;
}
