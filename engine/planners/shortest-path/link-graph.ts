// The graph that routes run over: star spokes and fast-path links as directed edges with a capacity and the load put on them.
import type { Problem } from "../../model/problem.ts";
import { throughputBps } from "../../plan/throughput.ts";

export interface Edge {
  readonly from: number;
  readonly to: number;
  readonly capacityBps: number; // NaN = unknown: no constraint
  loadBps: number;
}

/** Edges by the host that they leave. Links that are known to be down are none; a link beside a spoke is the same edge. */
export type LinkGraph = readonly (readonly Edge[])[];

export function buildLinkGraph({ network, observation, chosen }: Problem): LinkGraph {
  const graph: Edge[][] = network.hosts.map(() => []);
  const isDown = new Set<number>();
  const keyOf = (a: number, b: number): number => a * network.hosts.length + b;
  observation.overlay.forEach(({ a, b }, index) => {
    if (observation.linkUp[index] === 0) isDown.add(keyOf(a, b));
  });
  const joined = new Set<number>();
  const join = (a: number, b: number): void => {
    if (joined.has(keyOf(a, b)) || isDown.has(keyOf(a, b))) return;
    joined.add(keyOf(a, b));
    for (const [from, to] of [
      [a, b],
      [b, a],
    ] as const)
      graph[from].push({ from, to, capacityBps: throughputBps(network, observation, from, to), loadBps: 0 });
  };
  network.hosts.forEach((_, host) => {
    if (host !== network.proxy) join(Math.min(host, network.proxy), Math.max(host, network.proxy));
  });
  for (const { a, b } of chosen.links) join(a, b);
  return graph;
}
