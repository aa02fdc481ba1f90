// Which planners the commands know, and with what budget they run.
import { openSolver } from "../controller/index.ts";
import {
  builtInPlanners,
  defaultPlanners,
  describePlanner,
  PlannerRegistry,
  type Planning,
} from "../engine/index.ts";
import type { PlannerSignature } from "../lang/index.ts";

/** Steps of a planner's run, and the seed of its randomness. */
const settings = { seed: 1, steps: 1_000_000 };

export function builtInPlanning(): Planning {
  const solver = openSolver(); // its thread starts with the first program, and keeps no command from ending
  return {
    registry: new PlannerRegistry(builtInPlanners),
    defaults: defaultPlanners,
    settings: { ...settings, solver },
  };
}

/** For checking the names and options after `using`. */
export const plannerSignatures: readonly PlannerSignature[] = builtInPlanners.map(describePlanner);
