// Swap descent: the present mapping, made better by swaps and relocations of VMs until none helps.
import { z } from "zod";
import { placementInstance } from "../../plan/placement-instance.ts";
import { localSearch } from "../../plan/placement-local-search.ts";
import { gapCertificate, placementOutcome, rootBound } from "../../plan/placement-outcome.ts";
import { PlacementState } from "../../plan/placement-state.ts";
import type { Planner, PlannerRun } from "../../plan/planner.ts";

const options = z.strictObject({});

/** `swap-descent.md` says what it does, what it costs and what it does not find. */
export const swapDescent: Planner<z.infer<typeof options>> = {
  name: "swap-descent",
  contract: 1,
  stage: "placement",
  objective: "traffic times distance, by moves from the present mapping",
  supports: ["pins", "together", "apart", "capacities", "moves", "from", "migrations", "downtime"],
  options,
  create: () => plan,
};

const plan: PlannerRun = (problem, context) => {
  const instance = placementInstance(problem);
  const bound = rootBound(instance, context);
  const state = new PlacementState(instance);
  localSearch(state, (units) => context.step(units));
  return placementOutcome(instance, state.hostOf, (cost) => gapCertificate(cost, bound));
};
