// Weighted max-min fair rates of flows over resources. Knows flows and resources as numbers, nothing of networks.
import { fairLevels } from "./fair-levels.ts";

/** `resources`: indices into the capacities, each at most once; none = only the demand limits the flow. */
export interface Flow {
  readonly demandBps: number; // Infinity = takes what it gets
  readonly weight: number; // > 0; rates of flows that share a saturated resource are proportional to it
  readonly resources: readonly number[];
}

/**
 * The rate of each flow in bit/s: all rates rise together in proportion to their weights; a flow stops at its demand or
 * when one of its resources is full. A flow with an infinite demand and no finite resource gets Infinity; one without
 * demand gets 0. Capacities must not be NaN.
 */
export function maxMinFairRates(flows: readonly Flow[], capacityBps: ArrayLike<number>): Float64Array {
  const firstUse = new Uint32Array(flows.length + 1);
  flows.forEach(({ resources }, at) => (firstUse[at + 1] = firstUse[at] + resources.length));
  const resource = new Uint32Array(firstUse[flows.length]);
  const usage = new Float64Array(resource.length);
  const limit = new Float64Array(flows.length);
  flows.forEach(({ demandBps, weight, resources }, at) => {
    limit[at] = demandBps / weight;
    resource.set(resources, firstUse[at]);
    usage.fill(weight, firstUse[at], firstUse[at + 1]);
  });
  const capacity = Float64Array.from(capacityBps);
  const { level } = fairLevels({ firstUse, resource, usage, limit, capacity });
  return level.map((reached, at) =>
    reached === limit[at] ? flows[at].demandBps : reached * flows[at].weight,
  );
}
