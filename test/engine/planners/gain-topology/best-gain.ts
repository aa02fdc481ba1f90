// What a topology gains, read literally from the planner's page, and the most that any allowed set of links gains.
import type { Link } from "../../../../engine/model/network.ts";
import type { Problem } from "../../../../engine/model/problem.ts";
import { entriesOf } from "../../../../engine/model/sparse-matrix.ts";
import { verifyLimits } from "../../../../engine/verify/verify-limits.ts";

export function gainOfLinks({ network, observation, chosen }: Problem, links: readonly Link[]): number {
  const { hosts, proxy } = network;
  const flows = [...entriesOf(observation.demand)]
    .map(({ from, to, value }) => ({ from: chosen.mapping[from], to: chosen.mapping[to], value }))
    .filter(({ from, to }) => from >= 0 && to >= 0 && from !== to);
  const sum = (picked: typeof flows): number => picked.reduce((total, { value }) => total + value, 0);
  const rate = (from: number, to: number): number => observation.pathRate[from * hosts.length + to];
  const directed = (from: number, to: number): number => {
    const between = sum(flows.filter((flow) => flow.from === from && flow.to === to));
    const star = [
      sum(flows.filter((flow) => flow.from === from)) / rate(from, proxy),
      sum(flows.filter((flow) => flow.to === to)) / rate(proxy, to),
      sum(flows) / hosts[proxy].rateBps,
    ].filter((busy) => busy > 0);
    const hub = star.length > 0 ? Math.max(...star) : 1;
    const path = Number.isNaN(rate(from, to)) ? 0 : between / rate(from, to);
    return between * Math.max(0, hub - path);
  };
  return links
    .filter(({ a, b }) => a !== proxy && b !== proxy)
    .filter(({ a, b }) => !network.kept.some((kept) => kept.a === a && kept.b === b))
    .reduce((total, { a, b }) => total + directed(a, b) + directed(b, a), 0);
}

/** By trying every set of links; -1 = no set is allowed. */
export function mostGain(problem: Problem): number {
  const { network, observation, chosen } = problem;
  const possible: { readonly link: Link; readonly gain: number }[] = [];
  for (let a = 0; a < network.hosts.length; a++) {
    for (let b = a + 1; b < network.hosts.length; b++) {
      const [choice] = network.linkKinds(a, b);
      if (choice === undefined) continue;
      const link = { a, b, kind: choice.kind, cost: choice.cost };
      const gain = gainOfLinks(problem, [link]);
      if (gain > 0) possible.push({ link, gain });
    }
  }
  let most = -1;
  for (let set = 0; set < 2 ** possible.length; set++) {
    const added = possible.filter((_, at) => (set >> at) & 1);
    const gain = added.reduce((sum, each) => sum + each.gain, 0);
    if (gain <= most) continue;
    const links = [...network.kept, ...added.map(({ link }) => link)];
    const plan = { mapping: chosen.mapping, links, routes: observation.routes };
    const broken = verifyLimits(problem, plan).some(
      ({ limit }) => limit !== "migrations" && limit !== "downtime",
    );
    if (!broken) most = gain;
  }
  return most;
}
