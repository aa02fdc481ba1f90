// Problems of the kind that vnet is for: applications of a shape on clusters of hosts, VMs mixed over them, a star that is narrow.
import { silentApplication } from "../../engine/model/application.ts";
import type { Network } from "../../engine/model/network.ts";
import { estimatedPaths } from "../../engine/model/path-matrix.ts";
import type { Problem } from "../../engine/model/problem.ts";
import { sparseMatrix, type Entry } from "../../engine/model/sparse-matrix.ts";
import { seededRandom } from "../../engine/plan/seeded-random.ts";
import { carriedTraffic } from "../../engine/verify/policy-objective.ts";

export interface Clusters {
  readonly clusters: number;
  readonly hosts: number; // of each cluster
  readonly slots: number; // of each host
  readonly fill: number; // share of the slots that is taken, 0..1
  readonly links: number; // the policy's limit
  /** `groups`: cliques of four; `ring`: all in one; `random`: three partners each. */
  readonly shape: "groups" | "ring" | "random";
}

/** 100 Mbit/s within a cluster, 10 between clusters and to the Proxy; demands over one decade; images of 10 MB. */
export function randomClusters(spec: Clusters, seed: number): Problem {
  const random = seededRandom(seed);
  const below = (count: number): number => Math.floor(random() * count);
  const hostCount = spec.clusters * spec.hosts;
  const vmCount = Math.floor(hostCount * spec.slots * spec.fill);
  const places = Array.from({ length: hostCount * spec.slots }, (_, place) => 1 + (place % hostCount));
  for (let at = places.length - 1; at > 0; at--) {
    const other = below(at + 1);
    [places[at], places[other]] = [places[other] ?? 1, places[at] ?? 1];
  }
  const cluster = (host: number): number => (host === 0 ? -1 : Math.floor((host - 1) / spec.hosts));
  const network: Network = {
    name: "clusters",
    hosts: Array.from({ length: hostCount + 1 }, (_, host) => ({
      name: host === 0 ? "gw" : `h${host}`,
      proxy: host === 0,
      site: -1,
      slots: host === 0 ? 0 : spec.slots,
      cpu: Infinity,
      memoryBytes: Infinity,
      rateBps: 200e6,
    })),
    proxy: 0,
    siteNames: [],
    vms: Array.from({ length: vmCount }, (_, vm) => ({
      name: `v${vm}`,
      mac: 0x020000000000 + vm,
      cpu: 0,
      memoryBytes: 0,
      imageBytes: 10e6,
      pinnedTo: -1,
    })),
    initialMapping: Int32Array.from({ length: vmCount }, (_, vm) => places[vm] ?? 1),
    apart: [],
    together: [],
    kept: [],
    linkKinds: (from, to) => (from === to ? [] : [{ kind: "ws", cost: 1 }]),
    pathRateBps: (from, to) => (cluster(from) === cluster(to) ? 100e6 : 10e6),
    pathDelaySeconds: () => NaN,
  };
  const pairs = Array.from({ length: vmCount }, (_, vm) => partnersOf(vm, vmCount, spec.shape, below)).flat();
  const entries = pairs.flatMap(([from, to]): Entry[] => {
    const value = 2e5 * 10 ** random();
    return from === to
      ? []
      : [
          { from, to, value },
          { from: to, to: from, value },
        ];
  });
  const { rate: pathRate, delay: pathDelay } = estimatedPaths(network);
  const observation = {
    ...silentApplication,
    at: 0,
    demand: sparseMatrix(vmCount, entries),
    carriedBps: 0,
    hostLoad: new Float64Array(hostCount + 1).fill(NaN),
    vmCompute: new Float64Array(vmCount).fill(NaN),
    pathRate,
    pathDelay,
    mapping: network.initialMapping,
    overlay: [],
    routes: [],
    linkUp: new Uint8Array(0),
    epoch: 0,
  };
  return {
    network,
    observation,
    limits: [{ id: "links", value: spec.links, strict: false, spent: 0, origin: [0, 0, 0] }],
    objective: carriedTraffic,
    chosen: { mapping: observation.mapping, links: [] },
    moves: Infinity,
    from: -1,
  };
}

function partnersOf(
  vm: number,
  count: number,
  shape: Clusters["shape"],
  below: (count: number) => number,
): [number, number][] {
  if (shape === "ring") return [[vm, (vm + 1) % count]];
  if (shape === "random") return Array.from({ length: 3 }, () => [vm, below(count)]);
  const first = vm - (vm % 4);
  return Array.from({ length: 4 }, (_, at): [number, number] => [vm, Math.min(count - 1, first + at)]).filter(
    ([a, b]) => a < b,
  );
}
