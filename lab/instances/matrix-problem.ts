// A placement problem from two matrices: what VMs exchange, and how far hosts are apart.
import { silentApplication } from "../../engine/model/application.ts";
import type { Host, Network, Vm } from "../../engine/model/network.ts";
import type { Problem } from "../../engine/model/problem.ts";
import { sparseMatrix, type Entry } from "../../engine/model/sparse-matrix.ts";

/**
 * `flow`: VM x VM, bit/s. `distance`: host x host, seconds per bit, without the Proxy, which is host 0 and far from everything. VM i starts on
 * host 1 + floor(i / slots). Diagonals are left out. Names sort in the order of indices.
 */
export function problemOfMatrices(
  flow: Float64Array,
  distance: Float64Array,
  vms: number,
  slots: number,
): Problem {
  const entries: Entry[] = [];
  flow.forEach((value, cell) => {
    const [from, to] = [Math.floor(cell / vms), cell % vms];
    if (from !== to) entries.push({ from, to, value });
  });
  const places = Math.sqrt(distance.length);
  const distanceOf = (from: number, to: number): number => distance[(from - 1) * places + to - 1];
  return problemOfFlows(entries, vms, places, slots, distanceOf);
}

/** As above, from a list of flows and a function of hosts 1 … `places`; flows of a VM to itself must not be among them. */
export function problemOfFlows(
  flows: readonly Entry[],
  vms: number,
  places: number,
  slots: number,
  distanceOf: (from: number, to: number) => number,
): Problem {
  const size = places + 1;
  const pathRate = new Float64Array(size * size).fill(NaN);
  for (let from = 1; from < size; from++) {
    for (let to = 1; to < size; to++) if (from !== to) pathRate[from * size + to] = 1 / distanceOf(from, to);
  }
  const mapping = Int32Array.from({ length: vms }, (_, vm) => 1 + Math.floor(vm / slots));
  const named = (letter: string, index: number): string => `${letter}${String(index).padStart(6, "0")}`;
  const network: Network = {
    name: "instance",
    hosts: Array.from({ length: size }, (_, host): Host => ({
      name: named("h", host),
      proxy: host === 0,
      site: -1,
      slots: host === 0 ? 0 : slots,
      cpu: Infinity,
      memoryBytes: Infinity,
      rateBps: Infinity,
    })),
    proxy: 0,
    siteNames: [],
    vms: Array.from({ length: vms }, (_, vm): Vm => ({
      name: named("v", vm),
      mac: 0x02_00_00_00_00_00 + vm,
      cpu: 0,
      memoryBytes: 0,
      imageBytes: 0,
      pinnedTo: -1,
    })),
    initialMapping: mapping,
    apart: [],
    together: [],
    kept: [],
    linkKinds: () => [{ kind: "ws", cost: 1 }],
    pathRateBps: (from, to) => pathRate[from * size + to],
    pathDelaySeconds: () => NaN,
  };
  return {
    network,
    observation: {
      at: 0,
      demand: sparseMatrix(vms, flows),
      carriedBps: 0,
      ...silentApplication,
      hostLoad: new Float64Array(size).fill(NaN),
      vmCompute: new Float64Array(vms).fill(NaN),
      pathRate,
      pathDelay: new Float64Array(size * size).fill(NaN),
      mapping,
      overlay: [],
      routes: [],
      linkUp: new Uint8Array(0),
      epoch: 0,
    },
    limits: [],
    objective: { name: "traffic.carried", score: ({ carriedBps }) => carriedBps },
    chosen: { mapping, links: [] },
    moves: Infinity,
    from: -1,
  };
}
