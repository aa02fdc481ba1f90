// The optimal placement, by branch and bound; beyond its budget the best that was found, with its distance from a bound.
import { z } from "zod";
import { placementInstance, type PlacementInstance } from "../../plan/placement-instance.ts";
import { localSearch } from "../../plan/placement-local-search.ts";
import { gapCertificate, placementOutcome } from "../../plan/placement-outcome.ts";
import { PlacementState } from "../../plan/placement-state.ts";
import { stepsFor } from "../../plan/placement-steps.ts";
import type { Certificate, PlanContext, Planner, PlannerRun } from "../../plan/planner.ts";
import { BranchAndBound } from "./branch-and-bound.ts";

const options = z.strictObject({});

/** Descents from random placements for the first upper bound. Own choice: at 12 VMs one of them nearly always ends in the optimum. */
const descents = 30;

/** Beyond so many VMs nothing is ever proved, so there is only one descent. */
const mostSearched = 64;

/** `exact.md` says what it does, what it costs and what it does not find. */
export const exact: Planner<z.infer<typeof options>> = {
  name: "exact",
  contract: 1,
  stage: "placement",
  objective: "traffic times distance, proved the least",
  supports: ["pins", "together", "apart", "capacities", "moves", "from", "migrations", "downtime"],
  options,
  create: () => plan,
};

const plan: PlannerRun = (problem, context) => {
  const instance = placementInstance(problem);
  const { units } = instance.cost;
  const first = firstBest(instance, context);
  if (units > mostSearched) return placementOutcome(instance, first, () => ({ kind: "none" }));
  const search = new BranchAndBound(instance, first);
  const isProved = search.run((cost) => context.step(cost));
  const certify = (cost: number): Certificate =>
    isProved
      ? { kind: "optimal", by: "branch and bound, Gilmore–Lawler" }
      : gapCertificate(cost, search.rootBound);
  return placementOutcome(instance, search.best, certify);
};

/** The best end of descents: one from the present mapping, the others from random ones. */
function firstBest(instance: PlacementInstance, context: PlanContext): Int32Array {
  const step = (units: number): boolean => context.step(units);
  const { units, hosts } = instance.cost;
  let best = instance.start;
  let least = Infinity;
  for (let round = 0; round < (units > mostSearched ? 1 : descents); round++) {
    const state = new PlacementState(instance);
    if (!step(stepsFor(units * hosts))) break;
    for (let shake = 0; round > 0 && shake < 3 * units; shake++) {
      const unit = Math.floor(context.random() * units);
      const [other, to] = [Math.floor(context.random() * units), Math.floor(context.random() * hosts)];
      if (state.canSwap(unit, other)) state.swap(unit, other);
      if (state.canRelocate(unit, to)) state.relocate(unit, to);
    }
    const isDone = localSearch(state, step);
    if (state.cost() < least) {
      least = state.cost();
      best = state.hostOf;
    }
    if (!isDone || least === 0) break;
  }
  return best;
}
