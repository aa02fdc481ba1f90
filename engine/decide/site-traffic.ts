// Traffic between two sites, by where the VMs run.
import type { Network } from "../model/network.ts";
import type { Observation } from "../model/observation.ts";
import { entriesOf } from "../model/sparse-matrix.ts";

/** bit/s, both ways; each flow counts once, also when both sites are the same. Undefined when a site does not exist, or a VM that exchanges traffic has not been seen. */
export function siteTraffic(
  network: Network,
  observation: Observation,
  a: number,
  b: number,
): number | undefined {
  if (network.siteNames[a] === undefined || network.siteNames[b] === undefined) return undefined;
  let sum = 0;
  for (const { from, to, value } of entriesOf(observation.demand)) {
    const source = siteOf(network, observation, from);
    const destination = siteOf(network, observation, to);
    if (source === undefined || destination === undefined) return undefined;
    if ((source === a && destination === b) || (source === b && destination === a)) sum += value;
  }
  return sum;
}

/** The site of the host on which a VM runs, -1 = of none; undefined when the VM has not been seen. */
function siteOf(network: Network, observation: Observation, vm: number): number | undefined {
  return network.hosts[observation.mapping[vm] ?? -1]?.site;
}
