// Steepest descent: the best of all swaps and relocations, again and again, until none makes the placement cheaper.
import { stepsFor } from "./placement-steps.ts";
import type { PlacementTable } from "./placement-table.ts";

/** What a placement must get cheaper by, as a share of its cost, so that rounding errors are no gain. */
export const noise = 1e-11;

/** Ends in a placement that no allowed move improves, or earlier when `step` says so (false). Ties: the first by name. */
export function descend(table: PlacementTable, step: (units: number) => boolean): boolean {
  const { units } = table.state.instance.cost;
  const perScan = 2 * units * units + table.operationsPerMove;
  let least = noise * table.state.cost();
  for (let moves = 1; step(stepsFor(perScan)); moves++) {
    if (!moveBest(table, least)) return true;
    if (moves % units === 0) least = noise * table.state.cost();
  }
  return false;
}

/** Makes the best move that gains more than `least`; false = there is none. */
function moveBest(table: PlacementTable, least: number): boolean {
  const { state } = table;
  const { units } = state.instance.cost;
  const { isFree } = state.instance;
  const rooms = state.hostsWithSlot();
  let bestUnit = -1;
  let bestOther = -1;
  let bestTo = -1;
  let bestDelta = -least;
  for (let unit = 0; unit < units; unit++) {
    if (isFree[unit] === 0) continue;
    for (const to of rooms) {
      const delta = table.relocateDelta(unit, to);
      if (delta >= bestDelta || !state.canRelocate(unit, to)) continue;
      bestUnit = unit;
      bestOther = -1;
      bestTo = to;
      bestDelta = delta;
    }
    for (let other = unit + 1; other < units; other++) {
      const delta = table.swapDelta(unit, other);
      if (delta >= bestDelta || !state.canSwap(unit, other)) continue;
      bestUnit = unit;
      bestOther = other;
      bestDelta = delta;
    }
  }
  if (bestUnit < 0) return false;
  if (bestOther < 0) table.relocate(bestUnit, bestTo);
  else table.swap(bestUnit, bestOther);
  return true;
}
