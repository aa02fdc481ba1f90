// Max-min fair levels of flows that come, go and change: only what a change reaches is computed anew.
import { fairLevels } from "./fair-levels.ts";

/** Of one resource by one flow, per unit of the flow's level. */
export interface Use {
  readonly resource: number;
  readonly usage: number; // > 0
}

interface SharingFlow {
  readonly id: number;
  uses: readonly Use[];
  places: number[]; // in the users of each resource
  limit: number;
  level: number;
  bottleneck: number; // resource, -1 = its limit
  region: number; // the computation that it was last part of
}

interface SharedResource {
  capacity: number;
  readonly users: { flow: SharingFlow; use: number }[];
}

/** Levels and sums nearer to each other than this, relative, are taken for equal. Own choice, far above rounding. */
const tolerance = 1e-9;

/** When so much of all flows is to be computed anew, all are. Own choice. */
const mostLocalShare = 0.5;

/** After so many widenings of the region all flows are computed anew. Own choice. */
const mostWidenings = 8;

/**
 * Levels are those of `fairLevels`, by whatever changes they came about: flows around a change are filled anew while the
 * others keep their levels, and the region is widened as long as a flow at its edge has no reason to stop where it does.
 * Flows and resources are numbered by the caller; a resource that was never given a capacity is unbounded.
 */
export class FairShares {
  readonly #flows = new Map<number, SharingFlow>();
  readonly #resources: (SharedResource | undefined)[] = [];
  readonly #changedFlows = new Set<SharingFlow>();
  readonly #changedResources = new Set<number>();
  #computation = 0;

  /** Infinity = unbounded. */
  setCapacity(resource: number, capacity: number): void {
    const known = this.#resources[resource];
    if (known?.capacity === capacity) return;
    if (known === undefined) this.#resources[resource] = { capacity, users: [] };
    else known.capacity = capacity;
    this.#changedResources.add(resource);
  }

  /** Puts a flow in, or changes it. `limit`: the level at which it stops by itself. */
  put(id: number, uses: readonly Use[], limit: number): void {
    const known = this.#flows.get(id);
    if (known !== undefined && known.limit === limit && isSameUse(known.uses, uses)) return;
    const flow = known ?? { id, uses, places: [], limit, level: 0, bottleneck: -1, region: 0 };
    if (known === undefined) this.#flows.set(id, flow);
    else this.#leave(flow);
    flow.uses = uses;
    flow.limit = limit;
    flow.places = uses.map(({ resource }, use) => {
      const shared = (this.#resources[resource] ??= { capacity: Infinity, users: [] });
      return shared.users.push({ flow, use }) - 1;
    });
    this.#changedFlows.add(flow);
  }

  remove(id: number): void {
    const flow = this.#flows.get(id);
    if (flow === undefined) return;
    this.#leave(flow);
    this.#changedFlows.delete(flow);
    this.#flows.delete(id);
  }

  /** As of the last update. */
  levelOf(id: number): number {
    return this.#flows.get(id)?.level ?? 0;
  }

  /** Takes in all changes since the last time; answers the flows whose level is another now. */
  update(): number[] {
    if (this.#changedFlows.size === 0 && this.#changedResources.size === 0) return [];
    this.#computation += 1;
    const touched = new Set(this.#changedResources);
    const before = new Map<SharingFlow, number>();
    const region: SharingFlow[] = [];
    const include = (flow: SharingFlow): void => {
      if (flow.region === this.#computation) return;
      flow.region = this.#computation;
      region.push(flow);
      before.set(flow, flow.level);
      for (const { resource } of flow.uses) touched.add(resource);
    };
    for (const flow of this.#changedFlows) include(flow);
    this.#changedFlows.clear();
    this.#changedResources.clear();
    for (let widenings = 0; ; widenings++) {
      const isAll = widenings > mostWidenings || region.length > mostLocalShare * this.#flows.size;
      if (isAll) for (const flow of this.#flows.values()) include(flow);
      this.#fill(region, touched);
      if (region.length === this.#flows.size) break;
      const known = region.length;
      for (const resource of touched) this.#widen(resource, include);
      if (region.length === known) break;
    }
    return region.flatMap((flow) => (before.get(flow) === flow.level ? [] : [flow.id]));
  }

  /** Fills the region while all other flows keep what they have. */
  #fill(region: readonly SharingFlow[], touched: ReadonlySet<number>): void {
    const ids = new Map<number, number>();
    const capacity: number[] = [];
    for (const resource of touched) {
      const shared = this.#resources[resource];
      if (shared === undefined || shared.capacity === Infinity) continue;
      const taken = shared.users.reduce(
        (sum, { flow, use }) =>
          flow.region === this.#computation ? sum : sum + flow.level * flow.uses[use].usage,
        0,
      );
      ids.set(resource, capacity.push(Math.max(0, shared.capacity - taken)) - 1);
    }
    const firstUse = new Uint32Array(region.length + 1);
    const resources: number[] = [];
    const usages: number[] = [];
    region.forEach(({ uses }, at) => {
      for (const { resource, usage } of uses) {
        const id = ids.get(resource);
        if (id === undefined) continue;
        resources.push(id);
        usages.push(usage);
      }
      firstUse[at + 1] = resources.length;
    });
    const { level, bottleneck } = fairLevels({
      firstUse,
      resource: Uint32Array.from(resources),
      usage: Float64Array.from(usages),
      limit: Float64Array.from(region, ({ limit }) => limit),
      capacity: Float64Array.from(capacity),
    });
    const resourceOf = [...ids.keys()];
    region.forEach((flow, at) => {
      flow.level = level[at];
      flow.bottleneck = bottleneck[at] < 0 ? -1 : resourceOf[bottleneck[at]];
    });
  }

  /**
   * Includes the flows of a resource that may not stay as they are: those that it stops although it is not full or others get more
   * on it, and those that get more than one that it stops.
   */
  #widen(resource: number, include: (flow: SharingFlow) => void): void {
    const shared = this.#resources[resource];
    if (shared === undefined) return;
    let [used, most, leastStopped] = [0, 0, Infinity];
    for (const { flow, use } of shared.users) {
      used += flow.level * flow.uses[use].usage;
      most = Math.max(most, flow.level);
      if (flow.bottleneck === resource) leastStopped = Math.min(leastStopped, flow.level);
    }
    const isFull = used >= shared.capacity * (1 - tolerance);
    const isOverfull = used > shared.capacity * (1 + tolerance);
    const isFair = leastStopped >= most * (1 - tolerance);
    if (!isOverfull && (leastStopped === Infinity || (isFull && isFair))) return;
    const fairMost = leastStopped * (1 + tolerance);
    for (const { flow } of shared.users)
      if (isOverfull || flow.bottleneck === resource || (isFull && flow.level > fairMost)) include(flow);
  }

  #leave(flow: SharingFlow): void {
    flow.uses.forEach(({ resource }, use) => {
      const users = this.#resources[resource]?.users ?? [];
      const last = users.pop();
      const place = flow.places[use];
      this.#changedResources.add(resource);
      if (last === undefined || place === users.length) return;
      users[place] = last;
      last.flow.places[last.use] = place;
    });
  }
}

function isSameUse(x: readonly Use[], y: readonly Use[]): boolean {
  return (
    x === y ||
    (x.length === y.length &&
      x.every(({ resource, usage }, at) => resource === y[at].resource && usage === y[at].usage))
  );
}
