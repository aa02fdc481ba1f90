// Of the plans that an action offers, the one to apply, if any: allowed by the policy, and never worse than what is.
import type { Prediction, Problem } from "../model/problem.ts";
import { presentPlan } from "../plan/plan.ts";
import type { PlanNote } from "../plan/planner.ts";
import type { Candidate } from "../plan/run-stages.ts";
import { diffPlans, type PlanDiff } from "./plan-diff.ts";
import { judge, priced, type GuardSettings } from "./guard.ts";
import { paceOf } from "./pace.ts";
import { predict } from "./predict.ts";
import { standstillSeconds } from "./standstill.ts";
import { verifyPlan } from "./verify-plan.ts";
import type { Violation } from "./violation.ts";

/** `gain` is over the present; `notes` say what became of the other candidates. */
export interface Chosen {
  readonly kind: "chosen";
  readonly candidate: Candidate;
  readonly diff: PlanDiff;
  readonly prediction: Prediction;
  readonly gain: number;
  /** Of an application with barriers, over the present. */
  readonly pace: number;
  readonly notes: readonly PlanNote[];
}

/** Nothing is applied. `violations` are those of all candidates. */
export interface NoneChosen {
  readonly kind: "none";
  readonly present: Prediction;
  readonly violations: readonly Violation[];
  readonly notes: readonly PlanNote[];
}

/**
 * Takes the candidates in order, which is by ascending number of moves, and goes on from the best so far: one with moves must be better by the
 * margin than the one without, so that VMs never swap equal hosts for noise.
 */
export function choosePlan(
  problem: Problem,
  candidates: readonly Candidate[],
  settings: GuardSettings = {},
): Chosen | NoneChosen {
  const { network, observation, objective } = problem;
  const presentState = presentPlan(observation);
  const present = predict(network, observation, presentState);
  const notes: PlanNote[] = [];
  const violations: Violation[] = [];
  let best: Omit<Chosen, "kind" | "notes"> | undefined;
  for (const candidate of candidates) {
    const { plan } = candidate;
    const diff = diffPlans(network, presentState, plan);
    if (diff.isEmpty) {
      notes.push({ id: "plan/no-change", severity: "info", message: "the plan is what is already there" });
      continue;
    }
    const found = verifyPlan(problem, plan);
    violations.push(...found);
    notes.push(
      ...found.map(({ message }): PlanNote => ({ id: "plan/refused", severity: "warning", message })),
    );
    if (found.length > 0) continue;
    const prediction = predict(network, observation, plan);
    const seconds = standstillSeconds(problem, plan);
    const verdict = judge(objective, best?.prediction ?? present, prediction, seconds, settings);
    if (verdict.kind === "refused") notes.push(verdict.note);
    else {
      const gain = best === undefined ? verdict.gain : (1 + best.gain) * (1 + verdict.gain) - 1;
      best = {
        candidate,
        diff,
        prediction,
        gain,
        pace: paceOf(present, priced(prediction, seconds, settings)),
      };
    }
  }
  return best === undefined
    ? { kind: "none", present, violations, notes }
    : { kind: "chosen", ...best, notes };
}
