// Demands by pair of hosts: VMs on the same two hosts have the same paths to choose from.
import type { Problem } from "../../model/problem.ts";
import { pairsByDemand, type VmPair } from "../../plan/pairs-by-demand.ts";
import type { FlowNetwork } from "./flow-network.ts";

/** `start` and `end` as in the flow network; `pairs` by decreasing demand. INVARIANT: start ≠ end, bps = the sum of the pairs'. */
export interface Commodity {
  readonly start: number;
  readonly end: number;
  readonly bps: number;
  readonly pairs: readonly VmPair[];
}

/** By start, then end. */
export function commoditiesOf(problem: Problem, { rank, hosts }: FlowNetwork): Commodity[] {
  const byEnds = new Map<number, VmPair[]>();
  for (const pair of pairsByDemand(problem)) {
    const key = rank[pair.start] * hosts + rank[pair.end];
    const list = byEnds.get(key);
    if (list === undefined) byEnds.set(key, [pair]);
    else list.push(pair);
  }
  return [...byEnds]
    .sort(([x], [y]) => x - y)
    .map(([key, pairs]) => ({
      start: Math.floor(key / hosts),
      end: key % hosts,
      bps: pairs.reduce((sum, { bps }) => sum + bps, 0),
      pairs,
    }));
}
