// Turns where units should be into where they may be.
import { PartialPlacement } from "../../plan/partial-placement.ts";
import { costAt } from "../../plan/placement-cost.ts";
import type { PlacementInstance } from "../../plan/placement-instance.ts";

/**
 * Each unit goes where it should be as long as it is allowed there, the largest first; those that are left go to the allowed host where
 * their traffic costs least. Undefined when one finds none.
 */
export function fitPlacement(instance: PlacementInstance, wished: Int32Array): Int32Array | undefined {
  const { cost, resources } = instance;
  const placement = new PartialPlacement(instance);
  const sizeOf = (unit: number): number => resources[0].need[unit];
  const open = Array.from(wished, (_, unit) => unit).filter((unit) => placement.hostOf[unit] < 0);
  open.sort((x, y) => sizeOf(y) - sizeOf(x) || x - y);
  const left: number[] = [];
  for (const unit of open) {
    if (placement.canPlace(unit, wished[unit])) placement.place(unit, wished[unit]);
    else left.push(unit);
  }
  for (const unit of left) {
    let [best, least] = [-1, Infinity];
    for (let host = 0; host < cost.hosts; host++) {
      if (!placement.canPlace(unit, host)) continue;
      const price = costAt(cost, wished, unit, host);
      if (price < least) [best, least] = [host, price];
    }
    if (best < 0) return undefined;
    placement.place(unit, best);
  }
  return placement.hostOf;
}
