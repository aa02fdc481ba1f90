// A large network with an application on it, made from a seed: for measuring how planners grow.
import { silentApplication } from "../../engine/model/application.ts";
import type { Network } from "../../engine/model/network.ts";
import type { Problem } from "../../engine/model/problem.ts";
import { sparseMatrix, type Entry } from "../../engine/model/sparse-matrix.ts";
import { seededRandom } from "../../engine/plan/seeded-random.ts";

export interface LargeNetwork {
  readonly hosts: number; // beside the Proxy
  readonly vms: number;
  readonly flows: number;
  /** `groups`: VMs talk within applications of twenty, which lie on neighbouring hosts. `random`: to anybody. */
  readonly pattern: "groups" | "random";
}

const groupSize = 20;
const hostsPerSite = 50;

/** Sites of fifty hosts with 1 Gbit/s inside and 100 Mbit/s between, the Proxy's card 1 Gbit/s; ten VMs a host; demands over two decades. */
export function largeProblem({ hosts, vms, flows, pattern }: LargeNetwork, seed = 1): Problem {
  const random = seededRandom(seed);
  const below = (count: number): number => Math.floor(random() * count);
  const size = hosts + 1;
  const siteOf = (host: number): number => Math.floor((host - 1) / hostsPerSite);
  const perHost = Math.ceil(vms / hosts);
  const pathRateBps = (from: number, to: number): number => {
    if (from === to) return NaN;
    return siteOf(from) === siteOf(to) && from * to > 0 ? 1e9 : 100e6;
  };
  const choices = [{ kind: "ws", cost: 1 }] as const;
  const network: Network = {
    name: "large",
    hosts: Array.from({ length: size }, (_, host) => ({
      name: host === 0 ? "gw" : `host${host}`,
      proxy: host === 0,
      site: host === 0 ? -1 : siteOf(host),
      slots: host === 0 ? 0 : perHost + 2,
      cpu: Infinity,
      memoryBytes: Infinity,
      rateBps: 1e9,
    })),
    proxy: 0,
    siteNames: [],
    vms: Array.from({ length: vms }, (_, vm) => ({
      name: `vm${vm}`,
      mac: 0x020000000000 + vm,
      cpu: 0,
      memoryBytes: 0,
      imageBytes: 0,
      pinnedTo: -1,
    })),
    initialMapping: Int32Array.from({ length: vms }, (_, vm) => 1 + Math.floor(vm / perHost)),
    apart: [],
    together: [],
    kept: [],
    linkKinds: (from, to) => (from === to ? [] : choices),
    pathRateBps,
    pathDelaySeconds: () => NaN,
  };
  const entries = new Map<number, Entry>();
  while (entries.size < flows) {
    const from = below(vms);
    const near = Math.min(
      vms - groupSize,
      Math.max(0, from - (from % groupSize) + groupSize * (below(5) - 2)),
    );
    const to = pattern === "random" ? below(vms) : near + below(groupSize);
    if (from !== to) entries.set(from * vms + to, { from, to, value: 1e3 * 10 ** (2 * random()) });
  }
  const pathRate = new Float64Array(size * size);
  for (let cell = 0; cell < pathRate.length; cell++)
    pathRate[cell] = pathRateBps(Math.floor(cell / size), cell % size);
  const observation: Problem["observation"] = {
    ...silentApplication,
    at: 0,
    demand: sparseMatrix(vms, entries.values()),
    carriedBps: 0,
    hostLoad: new Float64Array(size).fill(NaN),
    vmCompute: new Float64Array(vms).fill(NaN),
    pathRate,
    pathDelay: new Float64Array(size * size).fill(NaN),
    mapping: network.initialMapping,
    overlay: [],
    routes: [],
    linkUp: new Uint8Array(0),
    epoch: 0,
  };
  return {
    network,
    observation,
    limits: [],
    objective: { name: "traffic.carried", score: ({ carriedBps }) => carriedBps },
    chosen: { mapping: observation.mapping, links: [] },
    moves: Infinity,
    from: -1,
  };
}
