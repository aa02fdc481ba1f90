// The hosts that the frames of each pair of VMs pass in a plan: its route where that can be used, else the star.
import { starWalk } from "../flow/flow-resources.ts";
import type { Network } from "../model/network.ts";
import type { Observation } from "../model/observation.ts";
import type { Plan } from "../plan/plan.ts";

/**
 * Answers for a pair of VMs, both with a known host, from the sender's host to the receiver's. A pair whose route is missing, does not join
 * the pair's hosts or uses a link that is known to be down goes over the star.
 */
export function walksOf(
  network: Network,
  observation: Observation,
  { mapping, links, routes }: Plan,
): (from: number, to: number) => readonly number[] {
  const size = network.hosts.length;
  const keyOf = (a: number, b: number): number => Math.min(a, b) * size + Math.max(a, b);
  const isUp = new Set(links.map(({ a, b }) => keyOf(a, b)));
  observation.overlay.forEach(({ a, b }, at) => {
    if (observation.linkUp[at] === 0) isUp.delete(keyOf(a, b));
  });
  const byPair = new Map(routes.map((route) => [route.from * mapping.length + route.to, route.hosts]));
  return (from, to) => {
    const [start, end] = [mapping[from], mapping[to]];
    const hosts = byPair.get(from * mapping.length + to);
    const canCarry = (hop: number, previous: number): boolean =>
      hop === network.proxy || previous === network.proxy || isUp.has(keyOf(previous, hop));
    const isUsable =
      hosts?.[0] === start &&
      hosts.at(-1) === end &&
      hosts.every((hop, at) => at === 0 || canCarry(hop, hosts[at - 1]));
    return isUsable ? hosts : starWalk(start, end, network.proxy);
  };
}
