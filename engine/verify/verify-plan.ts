// Checks any plan against everything that it must keep, whoever made it.
import type { Problem } from "../model/problem.ts";
import type { Plan } from "../plan/plan.ts";
import { verifyLimits } from "./verify-limits.ts";
import { verifyLinks } from "./verify-links.ts";
import { verifyPlacement } from "./verify-placement.ts";
import { verifyRoutes } from "./verify-routes.ts";
import type { Violation } from "./violation.ts";

/** Empty = the plan may be applied. Indices and forms must be sound already (`engine/plan/check-outcome.ts`). */
export function verifyPlan(problem: Problem, plan: Plan): Violation[] {
  return [
    ...verifyPlacement(problem, plan),
    ...verifyLinks(problem.network, plan.links),
    ...verifyRoutes(problem.network, plan),
    ...verifyLimits(problem, plan),
  ];
}
