// A network with a Proxy, three hosts on two sites and four VMs, and observations of it.
import { silentApplication } from "../../../engine/model/application.ts";
import type { Link, Network, Vm } from "../../../engine/model/network.ts";
import type { Observation } from "../../../engine/model/observation.ts";
import { sparseMatrix } from "../../../engine/model/sparse-matrix.ts";

export const proxy = 0;
export const west = 0; // the site of hosts 1 and 2
export const east = 1; // the site of host 3

function host(name: string, site: number, rateBps: number) {
  return { name, proxy: name === "gw", site, slots: 4, cpu: 2, memoryBytes: 1000, rateBps };
}

function vm(name: string, mac: number): Vm {
  return { name, mac, cpu: 0, memoryBytes: 250, imageBytes: 0, pinnedTo: -1 };
}

export const network: Network = {
  name: "given",
  hosts: [
    host("gw", -1, 100),
    host("a", west, Infinity),
    host("b", west, Infinity),
    host("c", east, Infinity),
  ],
  proxy,
  siteNames: ["west", "east"],
  vms: [vm("v0", 1), vm("v1", 2), vm("v2", 3), vm("v3", 4)],
  initialMapping: Int32Array.of(1, 2, 3, 1),
  apart: [],
  together: [],
  kept: [],
  linkKinds: () => [{ kind: "ws", cost: 1 }],
  pathRateBps: () => NaN,
  pathDelaySeconds: () => NaN,
};

export function link(a: number, b: number, cost = 1): Link {
  return { a, b, kind: "ws", cost };
}

/** A matrix between hosts with the same value everywhere. */
export function betweenHosts(value: number): Float64Array {
  return new Float64Array(network.hosts.length ** 2).fill(value);
}

/** At 100 s, with nothing measured, no traffic and VMs 0 and 3 on host a, 1 on b, 2 on c, but for what is given. */
export function givenObservation(
  flows: readonly (readonly [number, number, number])[] = [],
  given: Partial<Observation> = {},
): Observation {
  return {
    at: 100,
    demand: sparseMatrix(
      network.vms.length,
      flows.map(([from, to, value]) => ({ from, to, value })),
    ),
    carriedBps: NaN,
    ...silentApplication,
    hostLoad: new Float64Array(network.hosts.length).fill(NaN),
    vmCompute: new Float64Array(network.vms.length).fill(NaN),
    pathRate: betweenHosts(NaN),
    pathDelay: betweenHosts(NaN),
    mapping: Int32Array.of(1, 2, 3, 1),
    overlay: [],
    routes: [],
    linkUp: Uint8Array.of(),
    epoch: 0,
    ...given,
  };
}
