// From a rule that fires to the plan to carry out: its actions planned, verified, and held against the guard.
import type { Firing } from "./decide/firing.ts";
import type { Problem } from "./model/problem.ts";
import { planActions, type PlannedAction } from "./plan/plan-actions.ts";
import { presentPlan, type Plan } from "./plan/plan.ts";
import type { PlanNote } from "./plan/planner.ts";
import type { Planning, StageReport } from "./plan/run-stages.ts";
import { resetPlan } from "./update/reset-plan.ts";
import { choosePlan } from "./verify/choose-plan.ts";
import { diffPlans, type PlanDiff } from "./verify/plan-diff.ts";
import { verifyPlan } from "./verify/verify-plan.ts";

/**
 * `gain` and `pace`: predicted, as ratios; NaN for what need not gain. `stages`: who planned it; empty for what no planner made. `none`: nothing is to
 * change, and `reason` says why.
 */
export type FiringPlan =
  | {
      readonly kind: "chosen";
      readonly plan: Plan;
      readonly diff: PlanDiff;
      readonly gain: number;
      readonly pace: number;
      readonly stages: readonly StageReport[];
      readonly notes: readonly PlanNote[];
    }
  | { readonly kind: "none"; readonly reason: string; readonly notes: readonly PlanNote[] };

/** `reset` is what the administrator asked for, so it need not gain; everything else must. */
export async function planFiring(firing: Firing, problem: Problem, planning: Planning): Promise<FiringPlan> {
  const actions: PlannedAction[] = [];
  let isReset = false;
  for (const { action, from } of firing.actions) {
    if (action.do === "reset") isReset = true;
    else actions.push({ action, from });
  }
  if (isReset && actions.length === 0)
    return verifiedPlan(problem, resetPlan(problem.network, problem.observation));
  const answer = await planActions(actions, problem, planning);
  const chosen = choosePlan(narrowed(problem, actions), answer.candidates);
  const notes = [...answer.notes, ...chosen.notes];
  if (chosen.kind === "none") {
    const reasons = [...answer.reasons, ...chosen.notes.map(({ message }) => message)];
    return { kind: "none", reason: reasons.join("; ") || "no planner proposes a change", notes };
  }
  const { candidate, diff, gain, pace } = chosen;
  return { kind: "chosen", plan: candidate.plan, diff, gain, pace, stages: candidate.stages, notes };
}

/** A plan that nobody expects to gain: carried out when it breaks no limit and changes anything. */
export function verifiedPlan(problem: Problem, plan: Plan): FiringPlan {
  const diff = diffPlans(problem.network, presentPlan(problem.observation), plan);
  if (diff.isEmpty) return { kind: "none", reason: "the network is as it is to be already", notes: [] };
  const violations = verifyPlan(problem, plan);
  if (violations.length === 0)
    return { kind: "chosen", plan, diff, gain: NaN, pace: NaN, stages: [], notes: [] };
  return { kind: "none", reason: violations.map(({ message }) => message).join("; "), notes: [] };
}

/** With the narrowest `moves` and `from` of problem and actions: what verification holds the whole plan to. */
export function narrowed(problem: Problem, actions: Firing["actions"]): Problem {
  const moving = actions.flatMap(({ action, from }) =>
    action.do === "adapt" || action.do === "migrate" ? [{ moves: action.moves ?? Infinity, from }] : [],
  );
  return {
    ...problem,
    moves: Math.min(problem.moves, ...moving.map(({ moves }) => moves)),
    from: moving.length === 1 ? (moving[0]?.from ?? -1) : -1,
  };
}
