// How the traffic lies on the overlay: which way each pair takes, what each link and each relay carries, what links can carry.
import { linkKey } from "../../lang/ir/fact-keys.ts";
import type { Network } from "../model/network.ts";
import type { Observation } from "../model/observation.ts";
import { entriesOf } from "../model/sparse-matrix.ts";

/** Rates in bit/s, host indices. */
export interface OverlayLoad {
  /** What goes from one host straight to another: `from * hosts + to`. */
  readonly onLink: ReadonlyMap<number, number>;
  /** What a host passes on that neither began nor ends with it. */
  readonly through: Float64Array;
  /** Whether every flow's way is known: both VMs have been seen. */
  readonly isComplete: boolean;
}

/**
 * A pair of VMs takes its route; without one, or with one that does not join the hosts on which the VMs run (they have
 * moved) or uses a link that is down, it goes over the star: host, Proxy, host. VMs on one host use no link.
 */
export function overlayLoad(network: Network, observation: Observation): OverlayLoad {
  const { demand, mapping, routes, overlay, linkUp } = observation;
  const hostCount = network.hosts.length;
  const routed = new Map(routes.map((route) => [route.from * demand.size + route.to, route.hosts]));
  const down = new Set(
    overlay.filter((_, position) => linkUp[position] === 0).map(({ a, b }) => linkKey(a, b)),
  );
  const onLink = new Map<number, number>();
  const through = new Float64Array(hostCount);
  let isComplete = true;
  for (const { from, to, value } of entriesOf(demand)) {
    const source = mapping[from] ?? -1;
    const destination = mapping[to] ?? -1;
    if (source < 0 || destination < 0) {
      isComplete = false;
      continue;
    }
    const route = routed.get(from * demand.size + to);
    const isUsable = route?.[0] === source && route.at(-1) === destination && !uses(route, down);
    const hosts = isUsable ? route : starRoute(source, destination, network.proxy);
    for (const [position, host] of hosts.entries()) {
      if (position > 0 && position < hosts.length - 1) through[host] += value;
      const next = hosts[position + 1];
      if (next !== undefined)
        onLink.set(host * hostCount + next, (onLink.get(host * hostCount + next) ?? 0) + value);
    }
  }
  return { onLink, through, isComplete };
}

function uses(hosts: readonly number[], links: ReadonlySet<string>): boolean {
  return hosts.slice(1).some((host, position) => links.has(linkKey(hosts[position], host)));
}

/** The way over the star; a VM does not run on the Proxy. */
function starRoute(source: number, destination: number, proxy: number): readonly number[] {
  return source === destination ? [source] : [source, proxy, destination];
}

/** What the path and the cards of both hosts allow from one to the other; NaN when the path was not measured. */
export function linkRateBps(network: Network, observation: Observation, from: number, to: number): number {
  const path = observation.pathRate[from * network.hosts.length + to] ?? NaN;
  return Math.min(path, network.hosts[from]?.rateBps ?? NaN, network.hosts[to]?.rateBps ?? NaN);
}
