// How busy each resource is, and what that makes edges cost: the arithmetic that all parts of the planner share.
import type { FlowNetwork } from "./flow-network.ts";

export class RelativeLoad {
  /** Load over capacity, by resource. */
  readonly busy: Float64Array;
  readonly #network: FlowNetwork;

  constructor(network: FlowNetwork) {
    this.#network = network;
    this.busy = new Float64Array(network.capacityBps.length);
  }

  /** Puts a demand on a path, or takes it off again where `bps` < 0. */
  add(path: readonly number[], bps: number): void {
    const { uses, capacityBps } = this.#network;
    for (const edge of path) {
      for (let at = 3 * edge; at < 3 * edge + 3; at++) this.busy[uses[at]] += bps / capacityBps[uses[at]];
    }
  }

  get peak(): number {
    return this.busy.reduce((most, each) => Math.max(most, each), 0);
  }
}

/** Length of each edge for 1 bit/s, from a price of each resource's whole capacity. */
export function lengthsOf({ from, uses, capacityBps }: FlowNetwork, price: Float64Array): Float64Array {
  return Float64Array.from(from, (_, edge) => {
    let length = 0;
    for (let at = 3 * edge; at < 3 * edge + 3; at++) length += price[uses[at]] / capacityBps[uses[at]];
    return length;
  });
}
