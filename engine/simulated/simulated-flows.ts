// The traffic of a simulation: flows over the walks of their VMs, their max-min fair rates, and what they have carried.
import { FairShares, type Use } from "../flow/fair-shares.ts";
import { FlowResources, type Underlay } from "../flow/flow-resources.ts";
import type { Timeline } from "./timeline.ts";
import type { PairCounter } from "./traffic-counters.ts";

/** What a flow does on one directed pair of VMs: `weight` bit/s for each bit/s of its level. */
export interface FlowPart {
  readonly from: number;
  readonly to: number;
  readonly weight: number; // > 0
}

/** What the network would give a flow that had it alone; bit/s. */
export interface Ground {
  /** Its level, when all its parts send at once; Infinity where nothing bounds it. */
  readonly aloneBps: number;
  /** One of its parts, when that sends alone. */
  partBps(part: number): number;
}

/** Who wants something carried. All parts rise together, and all stop when one of them cannot be carried on any way. */
export interface FlowOwner {
  readonly parts: readonly FlowPart[];
  /** VMs beside those of the parts on which its limit depends. */
  readonly others?: readonly number[];
  /** The level that it wants at most, bit/s; asked again when its VMs, their hosts or the network have changed. */
  limitBps(ground: Ground): number;
  /** The level is another from now on. */
  changed?(levelBps: number): void;
}

/** What a flow needs to know of the rest of the simulation. */
export interface FlowSurroundings {
  readonly hostCount: number;
  readonly vmCount: number;
  readonly underlay: Underlay;
  /** The hosts that frames of the pair pass; undefined = they do not arrive. */
  walkOf(from: number, to: number): readonly number[] | undefined;
  /** Where the sender's daemon counts what arrives of the pair; asked only of pairs with a walk. */
  counterOf(from: number, to: number): PairCounter;
}

interface RunningFlow {
  readonly id: number;
  readonly owner: FlowOwner;
  counters: readonly PairCounter[]; // one per part, none while it has no walk
  levelBps: number;
  since: number; // that what it carries is counted
}

export class SimulatedFlows {
  readonly #around: FlowSurroundings;
  readonly #timeline: Timeline;
  readonly #resources: FlowResources;
  readonly #shares = new FairShares();
  readonly #flows = new Map<number, RunningFlow>();
  readonly #ofVm: (Set<RunningFlow> | undefined)[];
  readonly #stale = new Set<RunningFlow>();
  #isUnderlayStale = false;
  #isEmptied = false; // a flow has gone since the last update
  #added = 0; // ever
  /** How often rates were computed anew. */
  updates = 0;

  constructor(around: FlowSurroundings, timeline: Timeline) {
    this.#around = around;
    this.#timeline = timeline;
    this.#resources = new FlowResources(around.hostCount, around.underlay);
    this.#ofVm = Array.from({ length: around.vmCount });
  }

  /** Puts a flow in; the returned functions take it out, and have its limit asked again. */
  add(owner: FlowOwner): { remove(): void; refresh(): void } {
    const { now } = this.#timeline;
    const flow: RunningFlow = { id: this.#added++, owner, counters: [], levelBps: 0, since: now };
    this.#flows.set(flow.id, flow);
    for (const vm of vmsOf(owner)) (this.#ofVm[vm] ??= new Set()).add(flow);
    this.#stale.add(flow);
    return { remove: () => this.#remove(flow), refresh: () => void this.#stale.add(flow) };
  }

  /** Something about a VM has changed: its place, its presence, what its host lets it send. */
  refreshVm(vm: number): void {
    for (const flow of this.#ofVm[vm] ?? []) this.#stale.add(flow);
  }

  /** Walks, paths, cards or counters may have changed anywhere. */
  refreshAll(): void {
    this.#isUnderlayStale = true;
    for (const flow of this.#flows.values()) this.#stale.add(flow);
  }

  /** Makes the rates those of the present. */
  update(): void {
    if (this.#stale.size === 0 && !this.#isUnderlayStale && !this.#isEmptied) return;
    this.#isEmptied = false;
    this.updates += 1;
    if (this.#isUnderlayStale) {
      this.#resources.refresh();
      this.#resources.capacityBps.forEach((bps, id) => this.#shares.setCapacity(id, bps));
      this.#isUnderlayStale = false;
    }
    for (const flow of this.#stale) this.#renew(flow);
    this.#stale.clear();
    for (const id of this.#shares.update()) {
      const flow = this.#flows.get(id);
      if (flow === undefined) continue;
      this.#count(flow);
      flow.levelBps = this.#shares.levelOf(id);
      flow.owner.changed?.(flow.levelBps);
    }
  }

  /** Counts what has been carried until now. */
  count(): void {
    for (const flow of this.#flows.values()) this.#count(flow);
  }

  /** What arrives, bit/s, as of the last update. */
  carriedBps(): number {
    let sum = 0;
    for (const { levelBps, owner } of this.#flows.values())
      for (const { weight } of owner.parts) sum += levelBps * weight;
    return sum;
  }

  #remove(flow: RunningFlow): void {
    if (!this.#flows.delete(flow.id)) return;
    this.#count(flow);
    this.#shares.remove(flow.id);
    this.#stale.delete(flow);
    this.#isEmptied = true;
    for (const vm of vmsOf(flow.owner)) this.#ofVm[vm]?.delete(flow);
  }

  #renew(flow: RunningFlow): void {
    this.#count(flow);
    const { owner } = flow;
    const walks: (readonly number[])[] = [];
    for (const { from, to } of owner.parts) {
      const walk = this.#around.walkOf(from, to);
      if (walk === undefined) break;
      walks.push(walk);
    }
    if (walks.length < owner.parts.length) {
      flow.counters = [];
      this.#shares.put(flow.id, [], 0);
      return;
    }
    flow.counters = owner.parts.map(({ from, to }) => this.#around.counterOf(from, to));
    const parts = walks.map((walk) => this.#resources.along(walk));
    const uses = this.#usesOf(parts, owner.parts);
    this.#shares.put(flow.id, uses, owner.limitBps(this.#groundOf(parts, uses)));
  }

  #usesOf(resources: readonly (readonly number[])[], parts: readonly FlowPart[]): Use[] {
    const usage = new Map<number, number>();
    resources.forEach((ids, part) => {
      for (const id of ids) usage.set(id, (usage.get(id) ?? 0) + parts[part].weight);
    });
    for (const id of usage.keys()) this.#shares.setCapacity(id, this.#resources.capacityBps[id]);
    return Array.from(usage, ([resource, sum]) => ({ resource, usage: sum }));
  }

  #groundOf(parts: readonly (readonly number[])[], uses: readonly Use[]): Ground {
    const { capacityBps } = this.#resources;
    return {
      aloneBps: uses.reduce(
        (least, { resource, usage }) => Math.min(least, capacityBps[resource] / usage),
        Infinity,
      ),
      partBps: (part) => parts[part].reduce((least, id) => Math.min(least, capacityBps[id]), Infinity),
    };
  }

  #count(flow: RunningFlow): void {
    const { now } = this.#timeline;
    const bytes = (flow.levelBps * (now - flow.since)) / 8;
    flow.since = now;
    if (bytes > 0)
      flow.counters.forEach((counter, part) => (counter.bytes += bytes * flow.owner.parts[part].weight));
  }
}

function vmsOf({ parts, others = [] }: FlowOwner): number[] {
  return [...parts.flatMap(({ from, to }) => [from, to]), ...others];
}
