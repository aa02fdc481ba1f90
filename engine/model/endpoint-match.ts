// Which hosts an endpoint of a path or permission stands for.
import type { EndpointIr } from "../../lang/ir/policy-ir.ts";
import type { Host } from "./network.ts";

/** Two endpoints as the policy wrote them; `both` = the ends may be taken in either order. */
export interface Ends {
  readonly ends: readonly [EndpointIr, EndpointIr];
  readonly both: boolean;
}

/** Whether an ordered pair of hosts lies between the two ends. */
export function matchesPair(
  { ends: [first, second], both }: Ends,
  hosts: readonly Host[],
  from: number,
  to: number,
): boolean {
  const straight = matchesHost(first, hosts, from) && matchesHost(second, hosts, to);
  return straight || (both && matchesHost(first, hosts, to) && matchesHost(second, hosts, from));
}

/** The hosts that an endpoint stands for, ascending. */
export function hostsAt(endpoint: EndpointIr, hosts: readonly Host[]): number[] {
  return [...hosts.keys()].filter((host) => matchesHost(endpoint, hosts, host));
}

function matchesHost(endpoint: EndpointIr, hosts: readonly Host[], host: number): boolean {
  if ("any" in endpoint) return true;
  if ("site" in endpoint) return hosts[host]?.site === endpoint.site;
  return endpoint.host === host;
}
