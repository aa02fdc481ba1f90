// Placement problems whose optimum is known because it was put in: groups that fit clusters, relabelled.
import type { Problem } from "../../engine/model/problem.ts";
import type { Entry } from "../../engine/model/sparse-matrix.ts";
import { problemOfFlows } from "./matrix-problem.ts";

export interface PlantedOptions {
  readonly clusters: number;
  /** Hosts of a cluster, of one slot each, and VMs of a clique: each clique fits one cluster. */
  readonly perCluster: number;
  readonly nearBps: number; // within a cluster
  readonly farBps: number; // between clusters, slower
}

export interface PlantedPlacement {
  readonly problem: Problem;
  /** VM -> host of an optimal placement. */
  readonly optimal: Int32Array;
  /** Its cost by the model of `engine/plan/placement-cost.ts`. */
  readonly cost: number;
}

/**
 * Cliques of VMs, every two of which exchange a random 1 to 2 Mbit/s each way, over clusters of hosts: no two VMs can be nearer than within a
 * cluster, and all pairs that talk are, so this is optimal. The VMs' numbers are shuffled, and VM i starts on host i + 1. `random`: 0 ..< 1.
 */
export function plantedCliques(options: PlantedOptions, random: () => number): PlantedPlacement {
  const { clusters, perCluster, nearBps, farBps } = options;
  const vms = clusters * perCluster;
  const vmAt = shuffled(vms, random);
  const clusterOf = (place: number): number => Math.floor(place / perCluster);
  const flows: Entry[] = [];
  for (let x = 0; x < vms; x++) {
    for (let y = 0; y < vms; y++) {
      if (x === y || clusterOf(x) !== clusterOf(y)) continue;
      flows.push({ from: vmAt[x], to: vmAt[y], value: 1e6 * (1 + random()) });
    }
  }
  const distanceOf = (from: number, to: number): number =>
    1 / (clusterOf(from - 1) === clusterOf(to - 1) ? nearBps : farBps);
  const optimal = new Int32Array(vms);
  vmAt.forEach((vm, place) => (optimal[vm] = 1 + place));
  const cost = flows.reduce((sum, { value }) => sum + value / nearBps, 0);
  return { problem: problemOfFlows(flows, vms, vms, 1, distanceOf), optimal, cost };
}

function shuffled(size: number, random: () => number): number[] {
  const order = Array.from({ length: size }, (_, index) => index);
  for (let at = size - 1; at > 0; at--) {
    const other = Math.floor(random() * (at + 1));
    [order[at], order[other]] = [order[other], order[at]];
  }
  return order;
}
