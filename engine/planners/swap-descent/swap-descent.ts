// Swap descent: the present mapping, made better by swaps and relocations of VMs until none helps.
import { z } from "zod";
import { descend } from "../../plan/placement-descent.ts";
import { placementInstance } from "../../plan/placement-instance.ts";
import { gapCertificate, placementOutcome, rootBound } from "../../plan/placement-outcome.ts";
import { refine } from "../../plan/placement-refine.ts";
import { PlacementState } from "../../plan/placement-state.ts";
import { PlacementTable } from "../../plan/placement-table.ts";
import type { Planner, PlannerRun } from "../../plan/planner.ts";

const options = z.strictObject({});

/** Up to so many VMs the best of all moves is made; beyond, each VM's best one in turn. Own choice, by memory and time: see the page. */
const mostScanned = 512;

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
  const step = (units: number): boolean => context.step(units);
  if (instance.cost.units <= mostScanned) descend(new PlacementTable(state), step);
  else refine(state, step);
  return placementOutcome(instance, state.hostOf, (cost) => gapCertificate(cost, bound));
};
