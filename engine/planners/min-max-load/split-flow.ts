// A flow that may split: for each commodity some paths, and the share of its demand that each of them carries.
import type { Commodity } from "./commodities.ts";
import { ShortestTree, type FlowNetwork } from "./flow-network.ts";
import { lengthsOf, RelativeLoad } from "./relative-load.ts";

export interface SharedPath {
  readonly edges: readonly number[];
  share: number; // of the commodity's demand
}

/** What a hop is long beside its price, as a share of the mean edge: so that of equally cheap paths the one with fewest hops is taken. Own choice. */
const hopShare = 1e-9;

export class SplitFlow {
  readonly network: FlowNetwork;
  readonly commodities: readonly Commodity[];
  readonly paths: readonly SharedPath[][]; // by commodity
  readonly #tree: ShortestTree;
  readonly #scaleBps: number; // the least capacity: lengths are about 1 then
  /** No flow has a lower peak than this: the best that any prices have shown so far. */
  bound = 0;

  constructor(network: FlowNetwork, commodities: readonly Commodity[]) {
    this.network = network;
    this.commodities = commodities;
    this.paths = commodities.map(() => []);
    this.#tree = new ShortestTree(network);
    const least = network.capacityBps.reduce((min, capacity) => Math.min(min, capacity), Infinity);
    this.#scaleBps = least < Infinity ? least : 1;
  }

  load(): RelativeLoad {
    const load = new RelativeLoad(this.network);
    this.paths.forEach((paths, at) => {
      for (const { edges, share } of paths) if (share > 0) load.add(edges, share * this.commodities[at].bps);
    });
    return load;
  }

  /**
   * The shortest path of each commodity by prices of resources, and what the prices prove: every flow loads some resource with at least Σ demand ×
   * distance / Σ price, the dual of the maximum concurrent flow (Shahrokhi and Matula, 1990). `goOn` is asked for each source;
   * undefined = it said no.
   */
  cheapestPaths(price: Float64Array, goOn: () => boolean): (readonly number[])[] | undefined {
    const lengths = lengthsOf(this.network, price);
    const hop = hopShare * (lengths.reduce((sum, each) => sum + each, 0) / lengths.length || 1);
    const found: (readonly number[])[] = [];
    let [source, sum] = [-1, 0];
    for (const { start, end, bps } of this.commodities) {
      if (start !== source) {
        if (!goOn()) return undefined;
        this.#tree.grow(start, (edge) => lengths[edge] + hop);
        source = start;
      }
      found.push(this.#tree.pathTo(end));
      const distance = this.#tree.distance[end] - hop * (this.network.hosts - 1); // no path has more hops
      if (distance > 0 && distance < Infinity) sum += bps * distance;
    }
    const total = price.reduce((all, each) => all + each, 0);
    if (total > 0) this.bound = Math.max(this.bound, sum / total);
    return found;
  }

  /** The cheapest paths of commodities that share a source, by the price of each resource. */
  cheapestFrom(
    source: number,
    commodities: readonly number[],
    price: (resource: number) => number,
  ): (readonly number[])[] {
    const { uses, capacityBps } = this.network;
    this.#tree.grow(source, (edge) => {
      let length = hopShare / this.network.hosts; // beside a price of 1 for all of the busiest resource
      for (let at = 3 * edge; at < 3 * edge + 3; at++) {
        const capacity = capacityBps[uses[at]];
        if (capacity < Infinity) length += (price(uses[at]) / capacity) * this.#scaleBps;
      }
      return length;
    });
    return commodities.map((at) => this.#tree.pathTo(this.commodities[at].end));
  }

  /** Forgets paths that carry next to nothing, so that what works on them has few to look at. */
  prune(leastShare: number): void {
    for (const paths of this.paths) {
      const most = paths.reduce((max, { share }) => Math.max(max, share), 0);
      const left = paths.filter(({ share }) => share >= Math.min(leastShare, most));
      const sum = left.reduce((all, { share }) => all + share, 0);
      for (const path of left) path.share /= sum;
      paths.splice(0, paths.length, ...left);
    }
  }

  /** The path among those of a commodity, put there with no share where it is new. */
  pathOf(commodity: number, edges: readonly number[]): SharedPath {
    const paths = this.paths[commodity];
    let path = paths.find((known) => isSame(known.edges, edges));
    if (path === undefined) paths.push((path = { edges, share: 0 }));
    return path;
  }
}

function isSame(x: readonly number[], y: readonly number[]): boolean {
  return x.length === y.length && x.every((edge, at) => edge === y[at]);
}
