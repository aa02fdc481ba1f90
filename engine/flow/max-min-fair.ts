// Weighted max-min fair rates by progressive filling. Knows flows and resources as numbers, nothing of networks.
import { MinimumHeap } from "../plan/minimum-heap.ts";

/** `resources`: indices into the capacities, each at most once; none = only the demand limits the flow. */
export interface Flow {
  readonly demandBps: number; // Infinity = takes what it gets
  readonly weight: number; // > 0; rates of flows that share a saturated resource are proportional to it
  readonly resources: readonly number[];
}

/** When a sum has shrunk this much by subtraction it is added up anew, so that its relative error stays near 1e-12. Own choice. */
const recomputeBelow = 1 / 1024;

/**
 * The rate of each flow in bit/s: all rates rise together in proportion to their weights; a flow stops at its demand or
 * when one of its resources is full. The result is unique (Bertsekas and Gallager, Data Networks, section 6.5.2).
 * A flow with an infinite demand and no finite resource gets Infinity; one without demand gets 0. Capacities must not be NaN.
 */
export function maxMinFairRates(flows: readonly Flow[], capacityBps: ArrayLike<number>): Float64Array {
  const rates = new Float64Array(flows.length);
  const rising = flows.map((flow) => flow.demandBps > 0);
  const resources = resourcesInUse(flows, rising, capacityBps);
  const byLevel = flows
    .map((flow, index) => ({ index, level: flow.demandBps / flow.weight }))
    .filter(({ index, level }) => rising[index] && level < Infinity)
    .sort((x, y) => x.level - y.level);

  const settle = (index: number, rate: number): void => {
    rates[index] = rate;
    rising[index] = false;
    for (const id of flows[index].resources) resources.get(id)?.settle(flows[index].weight, rate);
  };
  const order = new FillingOrder(resources.values());
  let next = 0;
  for (;;) {
    while (next < byLevel.length && !rising[byLevel[next].index]) next++;
    const demand = byLevel[next];
    const full = order.first();
    if (demand !== undefined && demand.level <= (full?.level ?? Infinity)) {
      settle(demand.index, flows[demand.index].demandBps);
    } else if (full !== undefined) {
      const { level } = full;
      for (const index of full.users) if (rising[index]) settle(index, flows[index].weight * level);
    } else break;
  }
  rising.forEach((isRising, index) => {
    if (isRising) rates[index] = Infinity;
  });
  return rates;
}

/** One resource while rates rise: what its settled flows leave, and the weights of the others. */
class Resource {
  readonly users: number[] = [];
  readonly #flows: readonly Flow[];
  readonly #rising: readonly boolean[];
  #left: number;
  #weight = 0;
  #weightWhenExact = 0;
  #risingUsers = 0;

  constructor(flows: readonly Flow[], rising: readonly boolean[], capacityBps: number) {
    this.#flows = flows;
    this.#rising = rising;
    this.#left = capacityBps;
  }

  add(index: number): void {
    this.users.push(index);
    this.#risingUsers += 1;
    this.#weight += this.#flows[index].weight;
    this.#weightWhenExact = this.#weight;
  }

  settle(weight: number, rate: number): void {
    this.#left = Math.max(0, this.#left - rate);
    this.#risingUsers -= 1;
    this.#weight -= weight;
    if (this.#risingUsers > 0 && this.#weight < this.#weightWhenExact * recomputeBelow) {
      this.#weight = this.users.reduce(
        (sum, user) => sum + (this.#rising[user] ? this.#flows[user].weight : 0),
        0,
      );
      this.#weightWhenExact = this.#weight;
    }
  }

  get isDone(): boolean {
    return this.#risingUsers === 0;
  }

  /** The rate per weight at which it is full. */
  get level(): number {
    return this.#left / this.#weight;
  }
}

function resourcesInUse(
  flows: readonly Flow[],
  rising: readonly boolean[],
  capacityBps: ArrayLike<number>,
): Map<number, Resource> {
  const resources = new Map<number, Resource>();
  flows.forEach((flow, index) => {
    if (!rising[index]) return;
    for (const id of flow.resources) {
      const capacity = capacityBps[id];
      if (capacity === Infinity) continue;
      let resource = resources.get(id);
      if (resource === undefined) resources.set(id, (resource = new Resource(flows, rising, capacity)));
      resource.add(index);
    }
  });
  return resources;
}

/** Resources by the level at which they fill. Levels only rise, so one that has risen since is found when it comes up. */
class FillingOrder {
  readonly #waiting = new MinimumHeap<{ readonly level: number; readonly resource: Resource }>(
    (x, y) => x.level - y.level,
  );

  constructor(resources: Iterable<Resource>) {
    for (const resource of resources) this.#waiting.push({ level: resource.level, resource });
  }

  /** The resource that fills first; undefined = none has a rising flow. */
  first(): Resource | undefined {
    for (let next = this.#waiting.least; next !== undefined; next = this.#waiting.least) {
      const { level, resource } = next;
      if (!resource.isDone && !(resource.level > level)) return resource;
      this.#waiting.pop();
      if (!resource.isDone) this.#waiting.push({ level: resource.level, resource });
    }
    return undefined;
  }
}
