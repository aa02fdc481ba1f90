// Transitions for tests: routes of VM pairs become rules along the way, links are opened and closed to match.
import type { Transition } from "../../../engine/data-plane.ts";
import type { Link, Network } from "../../../engine/model/network.ts";
import type { Route, Rule } from "../../../engine/model/route.ts";

/** A link of kind `ws` and cost 1 between two hosts. */
export function wsLink(a: number, b: number): Link {
  return { a: Math.min(a, b), b: Math.max(a, b), kind: "ws", cost: 1 };
}

/** Leads to these routes over these links, from a fast path of `present` links. */
export function transitionTo(
  network: Network,
  epoch: number,
  {
    links,
    routes,
    present = [],
  }: { links: readonly Link[]; routes: readonly Route[]; present?: readonly Link[] },
): Transition {
  const without = (list: readonly Link[], others: readonly Link[]): Link[] =>
    list.filter(({ a, b }) => !others.some((other) => other.a === a && other.b === b));
  const rules = network.hosts.map((_host, host) => rulesAt(network, routes, host));
  return { epoch, open: without(links, present), close: without(present, links), rules, routes };
}

/** The direct routes, both ways, between the VMs of linked hosts. */
export function directRoutes(network: Network, links: readonly Link[]): Route[] {
  return links.flatMap(({ a, b }) => {
    const [there, back] = [vmAt(network, a), vmAt(network, b)];
    return [
      { from: there, to: back, hosts: [a, b] },
      { from: back, to: there, hosts: [b, a] },
    ];
  });
}

function vmAt({ initialMapping }: Network, host: number): number {
  return initialMapping.indexOf(host);
}

function rulesAt(network: Network, routes: readonly Route[], host: number): Rule[] {
  return routes.flatMap(({ from, to, hosts }) => {
    const at = hosts.indexOf(host);
    if (at < 0) return [];
    const destination = network.vms[to].mac;
    const next = hosts[at + 1];
    const target = next === undefined ? { port: to } : { link: next };
    return [
      { source: { mac: network.vms[from].mac }, destination: { mac: destination }, priority: 100, target },
    ];
  });
}
