// A planner proposes what its stage decides, and nothing that breaks a limit or a constraint.
import type { Problem } from "../../engine/model/problem.ts";
import { presentPlan, withProposal } from "../../engine/plan/plan.ts";
import type { Stage } from "../../engine/plan/planner.ts";
import type { PlannerAnswer } from "../../engine/plan/run-planner.ts";
import { verifyPlan } from "../../engine/verify/verify-plan.ts";
import { answerTo, Fault, findCase, type PlannerCheck } from "./planner-check.ts";
import { problems } from "./problems.ts";

export const keepsLimits: PlannerCheck = {
  title: "proposes only what its stage decides, and nothing that breaks a limit or a constraint",
  find: (checked) =>
    findCase(
      checked,
      1,
      problems(),
      async (problem) => judgeAnswer(checked.planner.stage, problem, await answerTo(checked, problem)),
      (problem) => problem,
    ),
};

/** Throws a `Fault` for no answer, and for a plan that the engine would refuse; what was broken before need not be mended. */
export function judgeAnswer(stage: Stage, problem: Problem, { outcome }: PlannerAnswer): void {
  if (outcome.kind === "failed") throw new Fault(outcome.reason);
  if (outcome.kind !== "plan") return;
  const present = { ...presentPlan(problem.observation), routes: [] };
  const already = verifyPlan(problem, present).map(({ limit }) => limit);
  const found = verifyPlan(problem, withProposal(present, outcome.proposal)).filter(
    ({ limit }) => limit === undefined || limitsOf(stage, already).includes(limit),
  );
  if (found.length > 0) throw new Fault(found.map(({ message }) => message).join("; "));
}

/** The limits that a stage must keep; one of stage `all` need not mend what was broken before. */
function limitsOf(stage: Stage, already: readonly (string | undefined)[]): string[] {
  const placement = ["migrations", "downtime"];
  const topology = ["links", "coverage", "bandwidth", "cost", "fan-out"];
  if (stage === "placement") return placement;
  if (stage === "topology") return topology;
  return [...placement, ...topology].filter((limit) => !already.includes(limit));
}
