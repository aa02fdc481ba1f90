// The cost of a mapping by its definition, read literally: for tests of placement planners.
import type { Problem } from "../../../engine/model/problem.ts";
import { entriesOf } from "../../../engine/model/sparse-matrix.ts";
import { hostDistances } from "../../../engine/plan/placement-distance.ts";

/** Sum over ordered pairs of VMs that have been seen of demand times distance. */
export function placementCostOf({ network, observation }: Problem, mapping: Int32Array): number {
  const size = network.hosts.length;
  const distance = hostDistances(
    network,
    observation,
    network.hosts.map((_, host) => host),
  );
  let sum = 0;
  for (const { from, to, value } of entriesOf(observation.demand)) {
    if (mapping[from] >= 0 && mapping[to] >= 0) sum += value * distance[mapping[from] * size + mapping[to]];
  }
  return sum;
}
