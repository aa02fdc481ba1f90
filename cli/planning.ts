// Which planners the commands know, and with what budget they run.
import { openSolver } from "../controller/index.ts";
import {
  builtInPlanners,
  defaultPlanners,
  describePlanner,
  PlannerRegistry,
  type Planner,
  type Planning,
} from "../engine/index.ts";
import type { PlannerSignature } from "../lang/index.ts";

/** Steps of a planner's run, and the seed of its randomness. */
const settings = { seed: 1, steps: 1_000_000 };

/** With the built-in planners and those of plugins. Throws `PlannerError` for two of one name. */
export function planningWith(plugins: readonly Planner[] = []): Planning {
  const solver = openSolver(); // its thread starts with the first program, and keeps no command from ending
  return {
    registry: new PlannerRegistry([...builtInPlanners, ...plugins]),
    defaults: defaultPlanners,
    settings: { ...settings, solver },
  };
}

/** For checking the names and options after `using`. */
export const plannerSignatures: readonly PlannerSignature[] = builtInPlanners.map(describePlanner);
