// One path for each pair of VMs: drawn from a flow that may split, then improved pair by pair.
import type { VmPair } from "../../plan/pairs-by-demand.ts";
import { ShortestTree, type FlowNetwork } from "./flow-network.ts";
import { RelativeLoad } from "./relative-load.ts";
import type { SplitFlow } from "./split-flow.ts";

/** The path of one pair, as edges of the flow network. */
export interface Assigned {
  readonly pair: VmPair;
  readonly start: number;
  readonly end: number;
  edges: readonly number[];
}

/** How steeply a resource near the peak costs more: e-fold for this share of the peak. Own choice. */
const sharpness = 0.02;

/** What a hop costs in itself, beside at most 1 for what is at the peak: so that no way round is taken for nothing. Own choice. */
const hop = 1e-12;

/** Each pair takes a path with the probability of its share (Raghavan and Thompson, 1987). `random` undefined: the path that is most in arrears instead. */
export function drawPaths(flow: SplitFlow, random?: () => number): Assigned[] {
  return flow.commodities.flatMap(({ start, end, bps, pairs }, at) => {
    const paths = flow.paths[at];
    const due = paths.map(({ share }) => share * bps);
    return pairs.map((pair): Assigned => {
      let chosen = 0;
      if (random === undefined) {
        for (let path = 1; path < paths.length; path++) if (due[path] > due[chosen]) chosen = path;
        due[chosen] -= pair.bps;
      } else {
        let left = random();
        while (chosen < paths.length - 1 && left >= paths[chosen].share) left -= paths[chosen++].share;
      }
      return { pair, start, end, edges: paths[chosen].edges };
    });
  });
}

export function loadOf(network: FlowNetwork, assigned: readonly Assigned[]): RelativeLoad {
  const load = new RelativeLoad(network);
  for (const { edges, pair } of assigned) load.add(edges, pair.bps);
  return load;
}

/**
 * Takes pairs off the busiest resource, largest demand first, wherever the sum of e^(load / (sharpness · peak)) falls by it; ends when
 * no pair on it has a better path, or when `goOn` says no. The peak never rises.
 */
export function improvePaths(network: FlowNetwork, assigned: readonly Assigned[], goOn: () => boolean): void {
  const load = loadOf(network, assigned);
  const tree = new ShortestTree(network);
  const users = new Users(network, assigned);
  for (;;) {
    const { busy, peak } = load;
    if (!(peak > 0)) return;
    const steep = 1 / (sharpness * peak);
    const added = (edge: number, bps: number): number => {
      let sum = hop;
      for (const used of network.uses.subarray(3 * edge, 3 * edge + 3)) {
        const more = bps / network.capacityBps[used];
        sum += Math.exp(steep * (busy[used] - peak)) * Math.expm1(steep * more);
      }
      return sum;
    };
    const moved = users.of(busy.indexOf(peak)).some((index) => {
      const { pair, start, end, edges } = assigned[index];
      if (!goOn()) return false;
      load.add(edges, -pair.bps);
      tree.grow(start, (edge) => added(edge, pair.bps), end);
      const before = edges.reduce((sum, edge) => sum + added(edge, pair.bps), 0);
      const path = tree.distance[end] < before * (1 - 1e-9) ? tree.pathTo(end) : edges;
      load.add(path, pair.bps);
      if (path === edges) return false;
      if (load.peak > peak * (1 + 1e-12)) {
        load.add(path, -pair.bps);
        load.add(edges, pair.bps);
        return false;
      }
      assigned[index].edges = path;
      users.moved(index, edges);
      return true;
    });
    if (!moved) return;
  }
}

/** Which pairs are on a resource. Noted only for those that were asked for: few are ever the busiest. */
class Users {
  readonly #network: FlowNetwork;
  readonly #assigned: readonly Assigned[];
  readonly #known = new Map<number, Set<number>>();

  constructor(network: FlowNetwork, assigned: readonly Assigned[]) {
    this.#network = network;
    this.#assigned = assigned;
  }

  /** By decreasing demand. */
  of(resource: number): number[] {
    let users = this.#known.get(resource);
    if (users === undefined) {
      users = new Set();
      this.#assigned.forEach(({ edges }, index) => {
        if (this.#isOn(edges, resource)) users?.add(index);
      });
      this.#known.set(resource, users);
    }
    const demand = (index: number): number => this.#assigned[index].pair.bps;
    return [...users].sort((x, y) => demand(y) - demand(x) || x - y);
  }

  /** To be told after a pair has left the path `before`. */
  moved(index: number, before: readonly number[]): void {
    for (const [resource, users] of this.#known) {
      if (this.#isOn(before, resource)) users.delete(index);
      if (this.#isOn(this.#assigned[index].edges, resource)) users.add(index);
    }
  }

  #isOn(edges: readonly number[], resource: number): boolean {
    const { uses } = this.#network;
    return edges.some((edge) => {
      const at = 3 * edge;
      return uses[at] === resource || uses[at + 1] === resource || uses[at + 2] === resource;
    });
  }
}
