// The hosts that the frames of each pair of VMs pass in a plan: its route where that can be used, else the star.
import { starWalk } from "../flow/flow-resources.ts";
import type { Network } from "../model/network.ts";
import type { Observation } from "../model/observation.ts";
import { RouteIndex } from "../model/route-index.ts";
import type { Plan } from "../plan/plan.ts";

/**
 * Answers for a pair of VMs, both with a known host, from the sender's host to the receiver's. A pair whose route is missing, does not join
 * the pair's hosts, comes by a host twice or uses a link that is known to be down goes over the star.
 */
export function walksOf(
  network: Network,
  observation: Observation,
  { mapping, links, routes }: Plan,
): (from: number, to: number) => readonly number[] {
  const size = network.hosts.length;
  const isUp = new Set(links.map(({ a, b }) => a * size + b));
  observation.overlay.forEach(({ a, b }, at) => {
    if (observation.linkUp[at] === 0) isUp.delete(a * size + b);
  });
  const hops: Hops = { size, proxy: network.proxy, isUp };
  const index = new RouteIndex(routes, mapping.length);
  return (from, to) => {
    const [start, end] = [mapping[from], mapping[to]];
    const hosts = index.of(from, to)?.hosts;
    const joins = hosts !== undefined && hosts[0] === start && hosts[hosts.length - 1] === end;
    return joins && isUsable(hosts, hops) ? hosts : starWalk(start, end, network.proxy);
  };
}

interface Hops {
  readonly size: number;
  readonly proxy: number;
  readonly isUp: ReadonlySet<number>; // links: lower host * size + higher host
}

/** Every hop is a link that is up, or a spoke of the star, and no host comes twice. */
function isUsable(hosts: readonly number[], { size, proxy, isUp }: Hops): boolean {
  for (let at = 1; at < hosts.length; at++) {
    const [previous, hop] = [hosts[at - 1], hosts[at]];
    if (hosts.indexOf(hop) < at) return false;
    if (hop === proxy || previous === proxy) continue;
    if (!isUp.has(Math.min(previous, hop) * size + Math.max(previous, hop))) return false;
  }
  return true;
}
