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

/** `hostOf`: unit -> host, allowed. One that is no cheaper than the start is not proposed. `certify`: default, the gap to the root bound. */
export function placementOutcome(
  instance: PlacementInstance,
  hostOf: Int32Array,
  context: PlanContext,
  certify: (cost: number) => Certificate = (cost) => gapToBound(instance, hostOf, cost, context),
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

/** How far the cost may be above the optimum by the Gilmore–Lawler bound; none where that is too dear, or 0 and so says nothing. */
export function gapToBound(
  instance: PlacementInstance,
  hostOf: Int32Array,
  cost: number,
  context: PlanContext,
): Certificate {
  const { units, hosts } = instance.cost;
  const operations = units * hosts * (units + hosts);
  if (units > mostBounded || !context.step(stepsFor(operations))) return { kind: "none" };
  const open = hostOf.map((host, unit) => (instance.isFree[unit] === 1 ? -1 : host));
  return gapCertificate(cost, new GilmoreLawler(instance).bound(open).bound);
}

export function gapCertificate(cost: number, bound: number): Certificate {
  const by = "Gilmore–Lawler";
  if (cost <= bound * (1 + noise) || cost === 0) return { kind: "optimal", by };
  return bound > 0 && bound < Infinity ? { kind: "gap", gap: cost / bound - 1, by } : { kind: "none" };
}
