// Of placements that cost the same the one that moves less: units go home where that makes nothing dearer.
import { relocateDelta, swapDelta } from "./placement-cost.ts";
import type { PlacementState } from "./placement-state.ts";

/** What a move home may cost, as a share of the whole cost: rounding errors, not money. */
const noise = 1e-13;

export function bringHome(state: PlacementState): void {
  const { cost, movesAt, vmsOf } = state.instance;
  const most = noise * state.cost();
  const home = vmsOf.map((_, unit) => homeOf(state, unit));
  for (let hasChanged = true; hasChanged;) {
    hasChanged = false;
    for (let unit = 0; unit < cost.units; unit++) {
      const [at, to] = [state.hostOf[unit], home[unit]];
      if (to < 0 || at === to || relocateDelta(cost, state.hostOf, unit, to) > most) continue;
      const penalty = state.penaltyAt(unit, to) - state.penaltyAt(unit, at);
      if (penalty <= 0 && state.canRelocate(unit, to)) {
        state.relocate(unit, to);
        hasChanged = true;
        continue;
      }
      const other = state.unitsOn[to].find((guest) => {
        const before = movesAt(unit, at) + movesAt(guest, to);
        if (movesAt(unit, to) + movesAt(guest, at) >= before || !state.canSwap(unit, guest)) return false;
        const both = penalty + state.penaltyAt(guest, at) - state.penaltyAt(guest, to);
        return both <= 0 && swapDelta(cost, state.hostOf, unit, guest) <= most;
      });
      if (other === undefined) continue;
      state.swap(unit, other);
      hasChanged = true;
    }
  }
}

/** The host on which all VMs of the unit run at present, -1 = they run on several. */
function homeOf({ instance: { vmsOf, hostAt, problem } }: PlacementState, unit: number): number {
  const present = problem.chosen.mapping;
  const [first] = vmsOf[unit];
  if (vmsOf[unit].some((vm) => present[vm] !== present[first])) return -1;
  return hostAt.indexOf(present[first]);
}
