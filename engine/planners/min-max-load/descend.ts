// Lowers the peak of a flow that may split, source by source, towards shortest paths by prices that grow steeply with load.
import type { FlowNetwork } from "./flow-network.ts";
import type { RelativeLoad } from "./relative-load.ts";
import type { SplitFlow } from "./split-flow.ts";

/** Own choices: passes at most, the gap that is near enough, and how sharply prices tell the peak from what is near it, first and last. */
const [mostPasses, nearEnough, bluntest, sharpest] = [40, 0.005, 0.2, 0.03];

/**
 * Frank and Wolfe's method on the log-sum-exp of the relative loads, block by block: the commodities of one source go some way
 * from the paths they have towards the cheapest ones, as far as is best for them, and the next source sees what that changed.
 * `goOn` is asked for each search.
 */
export function descend(flow: SplitFlow, goOn: () => boolean): void {
  const { network, commodities } = flow;
  const first = flow.cheapestPaths(network.capacityBps.map((capacity) => (capacity < Infinity ? 1 : 0)), () => true); // prettier-ignore
  first?.forEach((edges, at) => (flow.pathOf(at, edges).share = 1));
  const blocks = blocksBySource(flow);
  const load = flow.load();
  for (let pass = 0; pass < mostPasses && load.peak > flow.bound * (1 + nearEnough); pass++) {
    const sharpness = Math.max(sharpest, bluntest * 0.85 ** pass);
    const { peak } = load;
    const slope = Math.log(load.busy.length) / (sharpness * peak);
    const priceOf = (busy: number): number => (busy > 0 ? Math.exp(slope * (busy - peak)) : 0);
    for (const block of blocks) {
      if (!goOn()) return;
      const price = (used: number): number => priceOf(load.busy[used]);
      const cheapest = flow.cheapestFrom(commodities[block[0]].start, block, price);
      shift(flow, load, block, cheapest, slope, peak);
    }
    if (flow.cheapestPaths(load.busy.map(priceOf), goOn) === undefined) return; // for the bound
  }
}

function blocksBySource({ commodities }: SplitFlow): number[][] {
  const blocks = new Map<number, number[]>();
  commodities.forEach(({ start }, at) => {
    const block = blocks.get(start);
    if (block === undefined) blocks.set(start, [at]);
    else block.push(at);
  });
  return [...blocks.values()];
}

/** Moves the commodities of a block towards new paths, by the stride that lowers the sum of e^(slope · load) most. */
function shift(
  flow: SplitFlow,
  load: RelativeLoad,
  block: readonly number[],
  cheapest: readonly (readonly number[])[],
  slope: number,
  peak: number,
): void {
  const { network, commodities, paths } = flow;
  const change = new Map<number, number>(); // of relative load by resource, for a stride of 1
  block.forEach((at, position) => {
    const { bps } = commodities[at];
    for (const { edges, share } of paths[at]) put(change, network, edges, -share * bps);
    put(change, network, cheapest[position], bps);
  });
  const touched = [...change].filter(([, delta]) => delta !== 0);
  const valueAt = (stride: number): number =>
    touched.reduce(
      (sum, [used, delta]) => sum + Math.exp(slope * (load.busy[used] + stride * delta - peak)),
      0,
    );
  let [low, high] = [0, 1];
  for (let turn = 0; turn < 24; turn++) {
    const [left, right] = [low + (high - low) / 3, high - (high - low) / 3];
    if (valueAt(left) <= valueAt(right)) high = right;
    else low = left;
  }
  const stride = valueAt(1) <= valueAt(low) ? 1 : low;
  if (!(valueAt(stride) < valueAt(0))) return;
  for (const [used, delta] of touched) load.busy[used] += stride * delta;
  block.forEach((at, position) => {
    for (const path of paths[at]) path.share *= 1 - stride;
    flow.pathOf(at, cheapest[position]).share += stride;
  });
}

function put(change: Map<number, number>, network: FlowNetwork, edges: readonly number[], bps: number): void {
  for (const edge of edges) {
    for (let at = 3 * edge; at < 3 * edge + 3; at++) {
      const used = network.uses[at];
      change.set(used, (change.get(used) ?? 0) + bps / network.capacityBps[used]);
    }
  }
}
