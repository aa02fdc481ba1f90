// What the underlay lets through from one host to another, and how long a VM's move takes on it.
import type { Network } from "../model/network.ts";
import type { Observation } from "../model/observation.ts";

/** The path's rate, bounded by both cards, bit/s; NaN when the path is not known. */
export function throughputBps(network: Network, observation: Observation, from: number, to: number): number {
  const path = observation.pathRate[from * network.hosts.length + to];
  return Math.min(path, network.hosts[from].rateBps, network.hosts[to].rateBps);
}

/**
 * Seconds during which a VM carries nothing while it moves: its image over the throughput between the two hosts.
 * A VM that states no image counts as 0; NaN when it has one and the throughput is not known.
 */
export function moveSeconds(
  network: Network,
  observation: Observation,
  vm: number,
  from: number,
  to: number,
): number {
  const { imageBytes } = network.vms[vm];
  if (imageBytes === 0 || from === to) return 0;
  return (imageBytes * 8) / throughputBps(network, observation, from, to);
}
