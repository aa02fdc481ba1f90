// The paper's greedy topology (§3.1): links for the pairs of daemons that exchange most.
import { z } from "zod";
import type { Link, Network } from "../../model/network.ts";
import { hostPairIntensities, type PairIntensity } from "../../plan/intensity.ts";
import { nameRanks } from "../../plan/name-order.ts";
import type { Planner, PlannerRun } from "../../plan/planner.ts";
import { LinkBudget } from "./link-budget.ts";

const options = z.strictObject({});

/**
 * 1 The inferred list of VM pairs becomes, through the present mapping, a list of daemon pairs with the traffic of both
 * directions added; 2 the list is sorted by decreasing intensity; 3 links are added from its top until the limit.
 *
 * What the paper leaves open: ties break by name (the pair's lower name, then its higher one); traffic within a host and
 * with the Proxy asks for no link; a pair that may not be linked is passed over; of several allowed kinds the first is
 * taken; links that the policy keeps come first and count, except for `coverage` and `bandwidth`, which are about traffic
 * that the plan itself takes off the star. `links` ends the list; `coverage` takes the largest prefix at or below the share;
 * `bandwidth`, `cost` and `fan-out` pass over a link that does not fit and go on. When the kept links alone break a
 * limit the answer is `infeasible`. One step per pair.
 */
export const greedyTopology: Planner<z.infer<typeof options>> = {
  name: "greedy-topology",
  contract: 1,
  stage: "topology",
  objective: "traffic taken off the star",
  supports: ["links", "coverage", "bandwidth", "cost", "fan-out"],
  options,
  create: () => plan,
};

const plan: PlannerRun = (problem, context) => {
  const { network, observation, chosen } = problem;
  const budget = new LinkBudget(problem);
  const links: Link[] = [...network.kept];
  for (const link of links) budget.take(link, 0);
  const broken = budget.broken();
  if (broken !== undefined) {
    const { limit, needed } = broken;
    return { kind: "infeasible", limit: limit.id, needed, available: limit.value };
  }
  const linked = new Set(links.map(({ a, b }) => a * network.hosts.length + b));
  const pairs = hostPairIntensities(observation.demand, chosen.mapping, network.proxy);
  for (const { a, b, bps } of byIntensity(pairs, network)) {
    if (!context.step()) break;
    const [choice] = network.linkKinds(a, b);
    if (choice === undefined || linked.has(a * network.hosts.length + b)) continue;
    const link = { a, b, kind: choice.kind, cost: choice.cost };
    const verdict = budget.judge(link, bps);
    if (verdict === "stop") break;
    if (verdict === "skip") continue;
    budget.take(link, bps);
    links.push(link);
  }
  return { kind: "plan", proposal: { links }, certificate: { kind: "none" } };
};

function byIntensity(pairs: readonly PairIntensity[], network: Network): PairIntensity[] {
  const rank = nameRanks(network.hosts);
  const lower = ({ a, b }: PairIntensity): number => Math.min(rank[a], rank[b]);
  const higher = ({ a, b }: PairIntensity): number => Math.max(rank[a], rank[b]);
  return [...pairs].sort((x, y) => y.bps - x.bps || lower(x) - lower(y) || higher(x) - higher(y));
}
