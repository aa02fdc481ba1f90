// Local search for large placements: each unit in turn makes its best move towards the units that it talks to most.
import { between, costAt, entryOf } from "./placement-cost.ts";
import { noise } from "./placement-descent.ts";
import type { PlacementState } from "./placement-state.ts";
import { stepsFor } from "./placement-steps.ts";

/** How many hosts a unit considers: those of its heaviest neighbours. Own choice: more finds little more. */
const candidates = 8;

/**
 * Passes over all units that moved or whose neighbours did, until none gains or `step` says so (false). A unit goes to a host of a
 * neighbour, or changes places with a unit there; the first pass also tries the hosts nearest to those.
 */
export function refine(state: PlacementState, step: (units: number) => boolean, passes = Infinity): boolean {
  const { cost, isFree } = state.instance;
  let due = isFree.slice();
  const heaviest = heaviestNeighbours(state);
  const least = (noise * state.cost()) / Math.max(1, cost.units);
  const averageGuests = cost.units / Math.max(1, cost.hosts);
  for (let pass = 0; pass < passes && due.includes(1); pass++) {
    const next = new Uint8Array(cost.units);
    for (let unit = 0; unit < cost.units; unit++) {
      if (due[unit] === 0) continue;
      const degree = cost.rowStart[unit + 1] - cost.rowStart[unit];
      if (!step(stepsFor(degree * candidates * (1 + averageGuests)))) return false;
      const moved = moveBest(state, unit, heaviest, least);
      for (const each of moved) {
        next[each] = isFree[each];
        for (let at = cost.rowStart[each]; at < cost.rowStart[each + 1]; at++)
          next[cost.neighbour[at]] = isFree[cost.neighbour[at]];
      }
    }
    due = next;
  }
  return true;
}

/** The units that the move displaced; none when nothing gains more than `least`. */
function moveBest(
  state: PlacementState,
  unit: number,
  heaviest: readonly Uint32Array[],
  least: number,
): readonly number[] {
  const { cost, pin } = state.instance;
  const { hostOf } = state;
  const from = hostOf[unit];
  const here = costAt(cost, hostOf, unit, from) + state.penaltyAt(unit, from);
  const tried = new Set<number>([from]);
  if (pin[unit] >= 0) tried.add(pin[unit]);
  for (const other of heaviest[unit]) tried.add(hostOf[other]);
  let [bestOther, bestTo, bestDelta] = [-1, -1, -least];
  for (const to of tried) {
    if (to === from) continue;
    const there = costAt(cost, hostOf, unit, to) + state.penaltyAt(unit, to) - here;
    if (there < bestDelta && state.canRelocate(unit, to)) [bestOther, bestTo, bestDelta] = [-1, to, there];
    if (there >= 0) continue; // a swap that gains, gains for one of the two at least: that one finds it
    for (const other of state.unitsOn[to]) {
      const back =
        costAt(cost, hostOf, other, from) +
        state.penaltyAt(other, from) -
        costAt(cost, hostOf, other, to) -
        state.penaltyAt(other, to);
      const apart = there + back;
      if (apart >= bestDelta) continue; // what the pair itself exchanges only adds to it
      const delta = entryOf(cost, unit, other) < 0 ? apart : apart + between(cost, unit, other, from, to);
      if (delta < bestDelta && state.canSwap(unit, other))
        [bestOther, bestTo, bestDelta] = [other, to, delta];
    }
  }
  if (bestTo < 0) return [];
  if (bestOther < 0) state.relocate(unit, bestTo);
  else state.swap(unit, bestOther);
  return bestOther < 0 ? [unit] : [unit, bestOther];
}

/** Per unit its neighbours by decreasing traffic, at most `candidates`. */
function heaviestNeighbours({ instance: { cost } }: PlacementState): Uint32Array[] {
  const { rowStart, neighbour, sent, received } = cost;
  return Array.from({ length: cost.units }, (_, unit) => {
    const entries = Uint32Array.from(
      { length: rowStart[unit + 1] - rowStart[unit] },
      (_entry, at) => rowStart[unit] + at,
    );
    entries.sort((x, y) => sent[y] + received[y] - sent[x] - received[x] || x - y);
    return entries.slice(0, candidates).map((at) => neighbour[at]);
  });
}
