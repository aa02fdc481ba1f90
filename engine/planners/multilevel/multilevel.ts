// Multilevel placement for large networks: clusters of VMs over clusters of hosts, then local moves.
import { z } from "zod";
import { placementInstance } from "../../plan/placement-instance.ts";
import { gapCertificate, placementOutcome, rootBound } from "../../plan/placement-outcome.ts";
import { refine } from "../../plan/placement-refine.ts";
import { PlacementState } from "../../plan/placement-state.ts";
import type { Planner, PlannerRun } from "../../plan/planner.ts";
import { fitPlacement } from "./fit-placement.ts";
import { placeRecursively } from "./place-recursively.ts";

const options = z.strictObject({});

/** `multilevel.md` says what it does, what it costs and what it does not find. */
export const multilevel: Planner<z.infer<typeof options>> = {
  name: "multilevel",
  contract: 1,
  stage: "placement",
  objective: "traffic times distance, by cuts",
  supports: ["pins", "together", "apart", "capacities", "moves", "from", "migrations", "downtime"],
  options,
  create: () => plan,
};

const plan: PlannerRun = (problem, context) => {
  const instance = placementInstance(problem);
  const step = (units: number): boolean => context.step(units);
  const bound = rootBound(instance, context);
  const wished = placeRecursively(instance, context.random, step);
  const fitted = wished && fitPlacement(instance, wished);
  const present = new PlacementState(instance);
  const planned = fitted && new PlacementState(instance, fitted);
  const state = planned !== undefined && planned.cost() < present.cost() ? planned : present;
  refine(state, step);
  return placementOutcome(instance, state.hostOf, (cost) => gapCertificate(cost, bound));
};
