// Does every route lead from one VM's host to the other's, over what is there, without coming by a host twice?
import type { Network } from "../model/network.ts";
import type { Route } from "../model/route.ts";
import { RouteIndex } from "../model/route-index.ts";
import type { Plan } from "../plan/plan.ts";
import type { Violation } from "./violation.ts";

/** Pairs without a route use the star, which reaches every host; so a plan reaches every pair when each of its routes is sound. */
export function verifyRoutes(network: Network, { mapping, links, routes }: Plan): Violation[] {
  const found: string[] = [];
  const size = network.hosts.length;
  const linked = new Set(links.map(({ a, b }) => a * size + b));
  const canHop: CanHop = (from, to) =>
    from === network.proxy ||
    to === network.proxy ||
    linked.has(Math.min(from, to) * size + Math.max(from, to));
  const index = new RouteIndex(routes, mapping.length);
  for (const route of routes) {
    const isRepeated = index.of(route.from, route.to) !== route; // the last of several is found
    if (!isRepeated && isSound(route, mapping, canHop)) continue;
    const faults = faultsOf(route, mapping, network, canHop);
    if (isRepeated) faults.unshift("would be there twice");
    const nameOf = (vm: number): string => `\`${network.vms[vm].name}\``;
    for (const fault of faults)
      found.push(`the route from ${nameOf(route.from)} to ${nameOf(route.to)} ${fault}`);
  }
  return found.map((message) => ({ message }));
}

type CanHop = (from: number, to: number) => boolean;

/** Whether `faultsOf` would find nothing; most routes are, and there are very many. */
function isSound({ from, to, hosts }: Route, mapping: Int32Array, canHop: CanHop): boolean {
  if (hosts[0] !== mapping[from] || hosts[hosts.length - 1] !== mapping[to]) return false;
  for (let at = 1; at < hosts.length; at++)
    if (hosts.indexOf(hosts[at]) < at || !canHop(hosts[at - 1], hosts[at])) return false;
  return true;
}

function faultsOf(
  { from, to, hosts }: Route,
  mapping: Int32Array,
  network: Network,
  canHop: CanHop,
): string[] {
  const nameOf = (host: number): string => `\`${network.hosts[host]?.name ?? "nowhere"}\``;
  const faults: string[] = [];
  const start = hosts[0];
  const end = hosts[hosts.length - 1];
  if (start !== mapping[from])
    faults.push(`starts at ${nameOf(start)}, its VM runs on ${nameOf(mapping[from])}`);
  if (end !== mapping[to]) faults.push(`ends at ${nameOf(end)}, its VM runs on ${nameOf(mapping[to])}`);
  if (hosts.some((host, at) => hosts.indexOf(host) < at)) faults.push("comes by a host twice");
  hosts.forEach((host, at) => {
    const next = hosts[at + 1];
    if (next !== undefined && next !== host && !canHop(host, next))
      faults.push(`goes from ${nameOf(host)} to ${nameOf(next)}, where there is no link`);
  });
  return faults;
}
