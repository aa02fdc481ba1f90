// Builds small networks and problems in which only what matters is said.
import { silentApplication } from "../../engine/model/application.ts";
import type { Host, Link, LinkChoice, Network, Vm } from "../../engine/model/network.ts";
import type { Observation } from "../../engine/model/observation.ts";
import type { Limit, Objective, Problem } from "../../engine/model/problem.ts";
import { sparseMatrix } from "../../engine/model/sparse-matrix.ts";

export interface NetworkSpec {
  readonly hosts: readonly (string | (Partial<Host> & { name: string }))[];
  readonly vms?: readonly (Partial<Vm> & { name: string; on?: number })[];
  readonly proxy?: number; // index of the Proxy in `hosts`, default 0
  readonly pathBps?: (from: number, to: number) => number;
  readonly linkKinds?: (from: number, to: number) => readonly LinkChoice[];
  readonly kept?: readonly Link[];
  readonly apart?: Network["apart"];
  readonly together?: Network["together"];
}

export function networkOf(spec: NetworkSpec): Network {
  const proxy = spec.proxy ?? 0;
  const free = { site: -1, slots: Infinity, cpu: Infinity, memoryBytes: Infinity, rateBps: Infinity };
  const hosts = spec.hosts.map((host, index): Host => ({
    ...free,
    ...(typeof host === "string" ? { name: host } : host),
    proxy: index === proxy,
  }));
  const vms = (spec.vms ?? []).map((vm, index): Vm => ({
    mac: 0x020000000001 + index,
    cpu: 0,
    memoryBytes: 0,
    imageBytes: 0,
    pinnedTo: -1,
    ...vm,
  }));
  return {
    name: "example",
    hosts,
    proxy,
    siteNames: [],
    vms,
    initialMapping: Int32Array.from(spec.vms ?? [], (vm) => vm.on ?? -1),
    apart: spec.apart ?? [],
    together: spec.together ?? [],
    kept: spec.kept ?? [],
    linkKinds: spec.linkKinds ?? (() => [{ kind: "ws", cost: 1 }]),
    pathRateBps: spec.pathBps ?? (() => NaN),
    pathDelaySeconds: () => NaN,
  };
}

export function linkOf(a: number, b: number, kind: Link["kind"] = "ws", cost = 1): Link {
  return { a: Math.min(a, b), b: Math.max(a, b), kind, cost };
}

export function limitOf(id: Limit["id"], value: number, more: Partial<Limit> = {}): Limit {
  return { id, value, strict: false, spent: 0, origin: [0, 0, 0], ...more };
}

/** `traffic`: [from, to, bit/s] of VMs. */
export function observationOf(
  network: Network,
  traffic: readonly (readonly [number, number, number])[],
  more: Partial<Observation> = {},
): Observation {
  const { hosts, vms } = network;
  const cells = hosts.flatMap((_, from) => hosts.map((_host, to) => network.pathRateBps(from, to)));
  return {
    at: 0,
    demand: sparseMatrix(
      vms.length,
      traffic.map(([from, to, value]) => ({ from, to, value })),
    ),
    carriedBps: 0,
    ...silentApplication,
    hostLoad: new Float64Array(hosts.length).fill(NaN),
    vmCompute: new Float64Array(vms.length).fill(NaN),
    pathRate: Float64Array.from(cells),
    pathDelay: new Float64Array(cells.length).fill(NaN),
    mapping: network.initialMapping,
    overlay: network.kept,
    routes: [],
    linkUp: new Uint8Array((more.overlay ?? network.kept).length).fill(1),
    epoch: 0,
    ...more,
  };
}

export const carriedTraffic: Objective = {
  name: "traffic.carried",
  score: ({ carriedBps }) => carriedBps,
};

export function problemOf(network: Network, observation: Observation, more: Partial<Problem> = {}): Problem {
  const { mapping, overlay } = observation;
  return {
    network,
    observation,
    limits: [],
    objective: carriedTraffic,
    chosen: { mapping, links: overlay },
    moves: Infinity,
    from: -1,
    ...more,
  };
}
