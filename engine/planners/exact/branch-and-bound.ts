// Branch and bound over placements: units are placed one after another, and what the bound rules out is not looked at.
import { GilmoreLawler, type PlacementBound } from "../../plan/placement-bound.ts";
import type { PlacementInstance } from "../../plan/placement-instance.ts";
import { PlacementState } from "../../plan/placement-state.ts";
import { stepsFor } from "../../plan/placement-steps.ts";
import { PartialPlacement } from "../../plan/partial-placement.ts";
import { twinClasses } from "./twin-hosts.ts";

/** A branch must promise a placement that is cheaper by this share: what is proved is proved up to rounding. */
const noise = 1e-9;

export class BranchAndBound {
  readonly #instance: PlacementInstance;
  readonly #lawler: GilmoreLawler;
  readonly #partial: PartialPlacement;
  readonly #twins: Int32Array;
  #best: Int32Array;
  #leastCost: number;
  #rootBound = 0;

  /** `first`: an allowed placement, the one to beat. */
  constructor(instance: PlacementInstance, first: Int32Array) {
    this.#instance = instance;
    this.#lawler = new GilmoreLawler(instance);
    this.#partial = new PartialPlacement(instance);
    this.#twins = twinClasses(instance);
    this.#best = first;
    this.#leastCost = new PlacementState(instance, first).cost();
  }

  get best(): Int32Array {
    return this.#best;
  }

  /** What any placement must cost at least; 0 before `run`. */
  get rootBound(): number {
    return this.#rootBound;
  }

  /** Whether all was searched, so that `best` is optimal; false = `step` ended it. */
  run(step: (units: number) => boolean): boolean {
    if (this.#leastCost === 0) return true;
    return this.#search(step, true);
  }

  #search(step: (units: number) => boolean, isRoot: boolean): boolean {
    const partial = this.#partial;
    const node = this.#lawler.bound(partial.hostOf);
    if (!step(stepsFor(this.#lawler.operations(node.open.length)))) return false;
    if (isRoot) this.#rootBound = node.bound;
    if (!this.#isPromising(node.bound)) return true;
    if (node.open.length === 0) {
      this.#best = partial.hostOf.slice();
      this.#leastCost = node.bound;
      return true;
    }
    const row = this.#branchingRow(node);
    for (const { host, bound } of this.#branches(node, row)) {
      if (!this.#isPromising(bound)) break;
      if (!partial.canPlace(node.open[row], host)) continue;
      partial.place(node.open[row], host);
      const isDone = this.#search(step, false);
      partial.remove(node.open[row]);
      if (!isDone) return false;
    }
    return true;
  }

  #isPromising(bound: number): boolean {
    return bound < this.#leastCost * (1 - noise);
  }

  /** What the bound becomes at least when the row's unit goes to the host. */
  #boundOf({ bound, costs, assignment }: PlacementBound, row: number, host: number): number {
    const { hosts } = this.#instance.cost;
    return bound + costs[row * hosts + host] - assignment.rowPrice[row] - assignment.columnPrice[host];
  }

  /** The unit whose hosts' bounds rise most: it leaves the fewest branches. */
  #branchingRow(node: PlacementBound): number {
    const { hosts } = this.#instance.cost;
    let [best, most] = [0, -1];
    for (let row = 0; row < node.open.length; row++) {
      let rise = 0;
      for (let host = 0; host < hosts; host++)
        rise += Math.min(this.#boundOf(node, row, host), this.#leastCost) - node.bound;
      if (rise > most) [best, most] = [row, rise];
    }
    return best;
  }

  /** Hosts by what they promise; of hosts that are alike and empty, the first only. */
  #branches(node: PlacementBound, row: number): { host: number; bound: number }[] {
    const { hosts } = this.#instance.cost;
    const branches: { host: number; bound: number }[] = [];
    const seen = new Set<number>();
    for (let host = 0; host < hosts; host++) {
      if (this.#partial.isEmpty(host)) {
        if (seen.has(this.#twins[host])) continue;
        seen.add(this.#twins[host]);
      }
      branches.push({ host, bound: this.#boundOf(node, row, host) });
    }
    return branches.sort((x, y) => x.bound - y.bound || x.host - y.host);
  }
}
