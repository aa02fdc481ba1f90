// A planner that does what a test tells it.
import { z } from "zod";
import type { Planner, PlannerRun } from "../../../engine/plan/planner.ts";

export function scriptedPlanner(name: string, run: PlannerRun, more: Partial<Planner> = {}): Planner {
  return {
    name,
    contract: 1,
    stage: "topology",
    objective: "whatever the test wants",
    supports: ["links", "coverage", "bandwidth", "cost", "fan-out"],
    options: z.strictObject({}),
    create: () => run,
    ...more,
  };
}
