// What a placement planner answers: the mapping that a search found, made to move as little as it can, with its certificate.
import { GilmoreLawler } from "./placement-bound.ts";
import { bringHome } from "./placement-homecoming.ts";
import { mappingOf, type PlacementInstance } from "./placement-instance.ts";
import { PlacementState } from "./placement-state.ts";
import { stepsFor } from "./placement-steps.ts";
import type { Certificate, Outcome, PlanContext } from "./planner.ts";

/** Up to so many units a bound is computed where the planner has none of its own. */
const mostBounded = 64;

/** Costs that differ by no more than this share are the same. */
const noise = 1e-9;

/**
 * `hostOf`: unit -> host, allowed; one that is no cheaper than the start is not proposed. `certify`: what is known of a cost, asked
 * only for placements in which no unit is misplaced.
 */
export function placementOutcome(
  instance: PlacementInstance,
  hostOf: Int32Array,
  certify: (cost: number) => Certificate,
): Outcome {
  const start = new PlacementState(instance);
  const found = new PlacementState(instance, hostOf);
  const isBetter = found.cost() < start.cost() * (1 - noise);
  const state = isBetter ? found : start;
  if (isBetter) bringHome(state);
  const certificate: Certificate = state.misplaced() > 0 ? { kind: "none" } : certify(state.cost());
  const mapping = mappingOf(instance, state.hostOf);
  const stays = mapping.every((host, vm) => host === instance.problem.chosen.mapping[vm]);
  return { kind: "plan", proposal: stays ? {} : { mapping }, certificate };
}

/** The Gilmore–Lawler bound of all that may move, NaN where it is too dear. Ask before a search that spends the budget. */
export function rootBound(instance: PlacementInstance, context: PlanContext): number {
  if (instance.cost.units > mostBounded) return NaN;
  const lawler = new GilmoreLawler(instance);
  const open = instance.start.map((host, unit) => (instance.isFree[unit] === 1 ? -1 : host));
  if (!context.step(stepsFor(lawler.operations(instance.cost.units)))) return NaN;
  return lawler.bound(open).bound;
}

/** Whether nothing can be cheaper than the cost, up to rounding. */
export function isAtBound(cost: number, bound: number): boolean {
  return cost === 0 || cost <= bound * (1 + noise);
}

/** How far the cost may be above the optimum; none where the bound is not known, or is 0 and so says nothing. */
export function gapCertificate(cost: number, bound: number): Certificate {
  const by = "Gilmore–Lawler";
  if (isAtBound(cost, bound)) return { kind: "optimal", by };
  return bound > 0 && bound < Infinity ? { kind: "gap", gap: cost / bound - 1, by } : { kind: "none" };
}
