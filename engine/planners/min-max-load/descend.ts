// Lowers the peak of a flow that may split, step by step, towards shortest paths by prices that grow steeply with load.
import { RelativeLoad } from "./relative-load.ts";
import type { SplitFlow } from "./split-flow.ts";

/** Own choices: how near the peak a resource must be to have a price, how many steps, and the gap that is near enough. */
const [sharpness, mostSteps, nearEnough] = [0.05, 60, 0.005];

/** Frank and Wolfe's method on the log-sum-exp of the relative loads. `goOn` is asked for each search. */
export function descend(flow: SplitFlow, goOn: () => boolean): void {
  const { network, commodities } = flow;
  const first =
    flow.cheapestPaths(
      Float64Array.from(network.capacityBps, () => 1),
      () => true,
    ) ?? [];
  first.forEach((edges, at) => (flow.pathOf(at, edges).share = 1));
  let { busy, peak } = flow.load();
  for (let step = 0; step < mostSteps && peak > flow.bound * (1 + nearEnough); step++) {
    const slope = Math.log(busy.length) / (sharpness * peak);
    const price = busy.map((each) => (each > 0 ? Math.exp(slope * (each - peak)) : 0));
    const cheapest = flow.cheapestPaths(price, goOn);
    if (cheapest === undefined) return;
    const target = new RelativeLoad(network);
    cheapest.forEach((edges, at) => target.add(edges, commodities[at].bps));
    const stride = bestStride(busy, target.busy, slope);
    if (stride < 1e-6) return;
    cheapest.forEach((edges, at) => {
      for (const path of flow.paths[at]) path.share *= 1 - stride;
      flow.pathOf(at, edges).share += stride;
    });
    ({ busy, peak } = flow.load());
  }
}

/** How far to go from one load to the other, 0..1: the least log-sum-exp between them, by ternary search, as it is convex. */
function bestStride(busy: Float64Array, target: Float64Array, slope: number): number {
  const valueAt = (stride: number): number => {
    let peak = 0;
    for (let at = 0; at < busy.length; at++)
      peak = Math.max(peak, busy[at] + stride * (target[at] - busy[at]));
    let sum = 0;
    for (let at = 0; at < busy.length; at++)
      sum += Math.exp(slope * (busy[at] + stride * (target[at] - busy[at]) - peak));
    return peak + Math.log(sum) / slope;
  };
  let [low, high] = [0, 1];
  for (let turn = 0; turn < 24; turn++) {
    const [left, right] = [low + (high - low) / 3, high - (high - low) / 3];
    if (valueAt(left) <= valueAt(right)) high = right;
    else low = left;
  }
  return low;
}
