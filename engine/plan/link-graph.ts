// The graph that routes run over: star spokes and fast-path links as directed edges with a capacity and the load put on them.
import type { Problem } from "../model/problem.ts";
import { throughputBps } from "./throughput.ts";

/**
 * Edges are numbers; those that leave host h are `leaving[h] ..< leaving[h + 1]`, those that enter it
 * `entering[i]` for i in `enteringFrom[h] ..< enteringFrom[h + 1]`. Links that are known to be down are no edges; a link beside a spoke is the same edge.
 */
export interface LinkGraph {
  readonly hosts: number;
  readonly from: Int32Array; // by edge
  readonly to: Int32Array;
  readonly capacityBps: Float64Array; // NaN = unknown: no constraint
  readonly loadBps: Float64Array; // put on it so far
  readonly leaving: Int32Array;
  readonly enteringFrom: Int32Array;
  readonly entering: Int32Array;
  /** -1 = there is none. */
  edge(from: number, to: number): number;
}

export function buildLinkGraph({ network, observation, chosen }: Problem): LinkGraph {
  const { hosts, proxy } = network;
  const keyOf = (from: number, to: number): number => from * hosts.length + to;
  const isDown = new Set<number>();
  observation.overlay.forEach(({ a, b }, index) => {
    if (observation.linkUp[index] === 0) isDown.add(keyOf(a, b));
  });
  const keys = new Set<number>();
  const join = (a: number, b: number): void => {
    if (!isDown.has(keyOf(a, b))) keys.add(keyOf(a, b)).add(keyOf(b, a));
  };
  hosts.forEach((_, host) => {
    if (host !== proxy) join(Math.min(host, proxy), Math.max(host, proxy));
  });
  for (const { a, b } of chosen.links) join(a, b);

  const sorted = Float64Array.from(keys).sort(); // by `from`, then `to`
  const from = Int32Array.from(sorted, (key) => Math.floor(key / hosts.length));
  const to = Int32Array.from(sorted, (key) => key % hosts.length);
  const entering = Int32Array.from(sorted.keys()).sort((x, y) => to[x] - to[y]);
  const edgeOf = new Map<number, number>();
  sorted.forEach((key, edge) => edgeOf.set(key, edge));
  return {
    hosts: hosts.length,
    from,
    to,
    capacityBps: Float64Array.from(from, (host, edge) => throughputBps(network, observation, host, to[edge])),
    loadBps: new Float64Array(sorted.length),
    leaving: startsOf(from, hosts.length),
    enteringFrom: startsOf(to, hosts.length),
    entering,
    edge: (a, b) => edgeOf.get(keyOf(a, b)) ?? -1,
  };
}

/** How long an edge is for a demand, given the load put on it so far. */
export function weightOf({ loadBps, capacityBps }: LinkGraph, edge: number, demandBps: number): number {
  const capacity = capacityBps[edge];
  return Number.isNaN(capacity) ? 0 : (loadBps[edge] + demandBps) / capacity;
}

/** Where the edges of each host begin in a list that is sorted by host. */
function startsOf(ends: Int32Array, hosts: number): Int32Array {
  const starts = new Int32Array(hosts + 1);
  for (const host of ends) starts[host + 1] += 1;
  for (let host = 0; host < hosts; host++) starts[host + 1] += starts[host];
  return starts;
}

/** The hosts along a path of edges, the first one included. */
export function walkOf({ to }: LinkGraph, start: number, path: readonly number[]): number[] {
  return [start, ...path.map((edge) => to[edge])];
}

/** Whether a walk is the way without a route. */
export function isStarWalk(hosts: readonly number[], proxy: number): boolean {
  return hosts.length === 3 && hosts[1] === proxy;
}
