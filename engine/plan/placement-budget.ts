// How many moves, and how many seconds of downtime, a placement may cost.
import type { Limit, Problem } from "../model/problem.ts";
import { isWithinLimit } from "./within-limit.ts";

export interface PlacementBudget {
  readonly mostMoves: number; // VMs that may run elsewhere than at present
  readonly downtime: readonly Limit[];
}

/** As many moves as the rule's action and the budgets still allow. */
export function placementBudget({ moves, limits }: Problem): PlacementBudget {
  const left = limits
    .filter(({ id }) => id === "migrations")
    .map(({ value, spent, strict }) => (strict ? Math.ceil(value - spent) - 1 : Math.floor(value - spent)));
  const mostMoves = Math.max(0, Math.min(moves, ...left));
  return { mostMoves, downtime: limits.filter(({ id }) => id === "downtime") };
}

/** Whether so many moves, which take so many seconds in all, are within the budget. */
export function isWithinBudget(
  { mostMoves, downtime }: PlacementBudget,
  moves: number,
  seconds: number,
): boolean {
  if (moves > mostMoves) return false;
  return seconds === 0 || downtime.every((limit) => isWithinLimit(limit, limit.spent + seconds));
}
