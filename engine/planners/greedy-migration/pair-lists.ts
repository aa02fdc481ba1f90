// The two lists that the greedy migration works through: VM pairs by traffic, daemon pairs by throughput.
import type { Network } from "../../model/network.ts";
import type { Observation } from "../../model/observation.ts";
import { vmPairIntensities } from "../../plan/intensity.ts";
import { throughputBps } from "../../plan/throughput.ts";

/** INVARIANT: `first` comes before `second` by name. */
export interface OrderedPair {
  readonly first: number;
  readonly second: number;
  readonly bps: number;
}

/** VM pairs that talk, by decreasing intensity, then by name. */
export function vmList({ demand }: Observation, rank: Uint32Array): OrderedPair[] {
  return vmPairIntensities(demand)
    .map(({ a, b, bps }) => ordered(a, b, bps, rank))
    .sort(byRate(rank));
}

/** Pairs of hosts, the Proxy in none, by decreasing throughput, then by name; unknown throughput last. */
export function daemonList(network: Network, observation: Observation, rank: Uint32Array): OrderedPair[] {
  const pairs: OrderedPair[] = [];
  for (let a = 0; a < network.hosts.length; a++) {
    if (a === network.proxy) continue;
    for (let b = a + 1; b < network.hosts.length; b++) {
      if (b !== network.proxy) pairs.push(ordered(a, b, pairThroughput(network, observation, a, b), rank));
    }
  }
  return pairs.sort(byRate(rank));
}

/** Of the two directions the smaller; -1 when either is unknown, so that it comes last. */
export function pairThroughput(network: Network, observation: Observation, a: number, b: number): number {
  const bps = Math.min(throughputBps(network, observation, a, b), throughputBps(network, observation, b, a));
  return Number.isNaN(bps) ? -1 : bps;
}

function ordered(a: number, b: number, bps: number, rank: Uint32Array): OrderedPair {
  return rank[a] < rank[b] ? { first: a, second: b, bps } : { first: b, second: a, bps };
}

function byRate(rank: Uint32Array): (x: OrderedPair, y: OrderedPair) => number {
  return (x, y) =>
    (x.bps === y.bps ? 0 : y.bps - x.bps) || rank[x.first] - rank[y.first] || rank[x.second] - rank[y.second];
}
