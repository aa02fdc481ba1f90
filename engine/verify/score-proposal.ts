// What a proposal is worth by the policy's objective: the yardstick by which planners compare plans, and the guard judges them.
import type { Prediction, Problem, Proposal } from "../model/problem.ts";
import { presentPlan, withProposal } from "../plan/plan.ts";
import { isSlower, priced } from "./guard.ts";
import { predict } from "./predict.ts";
import { standstillSeconds } from "./standstill.ts";
import { verifyPlan } from "./verify-plan.ts";

/**
 * Scores proposals for one problem; what a proposal leaves out is as the problem's `chosen` and the present routes have it. Higher is better;
 * the price of moves is taken off. -Infinity for what would not be applied: it breaks a limit or a constraint, slows the slowest flow
 * down, or its score cannot be told.
 */
export function proposalScorer(problem: Problem): (proposal: Proposal) => number {
  const { network, observation, objective, chosen } = problem;
  let present: Prediction | undefined;
  return (proposal) => {
    const plan = withProposal({ ...chosen, routes: observation.routes }, proposal);
    if (verifyPlan(problem, plan).length > 0) return -Infinity;
    present ??= predict(network, observation, presentPlan(observation));
    const planned = predict(network, observation, plan);
    if (isSlower(present, planned)) return -Infinity;
    const score = objective.score(priced(planned, standstillSeconds(problem, plan)));
    return Number.isNaN(score) ? -Infinity : score;
  };
}
