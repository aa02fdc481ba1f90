// Local search at any size: the best of all moves while a table of them fits, each unit's best one in turn beyond.
import { descend } from "./placement-descent.ts";
import { refine } from "./placement-refine.ts";
import type { PlacementState } from "./placement-state.ts";
import { PlacementTable } from "./placement-table.ts";

/** Own choice: beyond so many units a scan of all pairs takes longer than it gains. */
const mostScanned = 512;

/** Until no move that is looked at gains, or `step` says stop (false). */
export function localSearch(state: PlacementState, step: (units: number) => boolean): boolean {
  if (state.instance.cost.units > mostScanned) return refine(state, step);
  return descend(new PlacementTable(state), step);
}
