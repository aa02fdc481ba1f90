// Placement problems as instances of a league: quadratic assignment from files, and planted ones that are made here.
import { readFileSync } from "node:fs";
import path from "node:path";
import { entriesOf } from "../../engine/model/sparse-matrix.ts";
import { seededRandom } from "../../engine/plan/seeded-random.ts";
import { plantedCliques } from "../instances/planted-placement.ts";
import {
  assignmentOf,
  parseQuadraticAssignment,
  parseSolution,
  problemOfAssignment,
  valueOf,
} from "../instances/quadratic-assignment.ts";
import type { LeagueInstance } from "./league-instance.ts";

/** `solution`: the `.sln` file, where there is one. Throws `InstanceError`, and what reading a file throws. */
export function quadraticAssignmentInstance(file: string, solution: string | undefined): LeagueInstance {
  const instance = parseQuadraticAssignment(readFileSync(file, "utf8"));
  const problem = problemOfAssignment(instance);
  const known = solution === undefined ? undefined : parseSolution(readFileSync(solution, "utf8"), instance);
  return {
    name: path.basename(file, ".dat"),
    size: instance.size,
    stage: "placement",
    problem,
    best: known?.value,
    valueOf: ({ mapping }) => valueOf(instance, assignmentOf(mapping ?? problem.chosen.mapping)),
  };
}

/** Clusters, and VMs in each: from a demonstration to what a descent does not find. */
const planted = [
  [2, 4],
  [3, 4],
  [4, 4],
  [4, 8],
  [8, 8],
] as const;
const [nearBps, farBps] = [100e6, 10e6];

/** Instances of 8 to 64 VMs whose optimum is known, the same ones for a seed. */
export function plantedInstances(seed: number): LeagueInstance[] {
  const random = seededRandom(seed);
  return planted.map(([clusters, perCluster]) => {
    const { problem, cost } = plantedCliques({ clusters, perCluster, nearBps, farBps }, random);
    const { network, observation, chosen } = problem;
    const size = network.hosts.length;
    return {
      name: `planted-${clusters}x${perCluster}`,
      size: network.vms.length,
      stage: "placement",
      problem,
      best: cost,
      valueOf({ mapping = chosen.mapping }) {
        let seconds = 0;
        for (const { from, to, value } of entriesOf(observation.demand))
          if (mapping[from] !== mapping[to])
            seconds += value / observation.pathRate[mapping[from] * size + mapping[to]];
        return seconds;
      },
    };
  });
}
