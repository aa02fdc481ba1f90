// What it takes to judge a planner: the planner, the problems that it is given, and what was found.
import fc from "fast-check";
import type { Problem } from "../../engine/model/problem.ts";
import { PlannerRegistry } from "../../engine/plan/planner-registry.ts";
import type { Planner } from "../../engine/plan/planner.ts";
import { runPlanner, type PlannerAnswer, type PlannerSettings } from "../../engine/plan/run-planner.ts";
import { describeProblem } from "./describe-problem.ts";

export interface CheckedPlanner {
  readonly planner: Planner;
  /** Given to every run; what is left out has a default. */
  readonly options: unknown;
  /** Planners that it runs. */
  readonly others: readonly Planner[];
  /** Random problems of the check that takes most. */
  readonly runs: number;
  /** Of the random problems; left out: another one each time. */
  readonly seed?: number | undefined;
  /** After so long a check ends with what it has found, ms. */
  readonly limitMs: number;
  /**
   * What must be the same when hosts and VMs are listed in another order: `plan`, by names; or `value`, what the plan is predicted to bring.
   */
  readonly relabelled: "plan" | "value";
}

/** `message`: one sentence. `counterexample`: the smallest problem that was found, as text. */
export interface Finding {
  readonly message: string;
  readonly counterexample?: string;
}

export interface PlannerCheck {
  /** Goes on after the planner's name. */
  readonly title: string;
  find(checked: CheckedPlanner): Promise<Finding | undefined>;
}

/** What a planner has done wrong, in one sentence. */
export class Fault extends Error {}

export const checkSettings: PlannerSettings = { seed: 7, steps: 100_000 };

export function answerTo(
  { planner, options, others }: CheckedPlanner,
  problem: Problem,
  settings = checkSettings,
): Promise<PlannerAnswer> {
  return runPlanner(new PlannerRegistry([planner, ...others]), planner.name, options, problem, settings);
}

/** Looks for a case that throws, and then for a smaller one. `share` of the checked planner's runs, at least 20. */
export async function findCase<T>(
  { runs, seed, limitMs }: CheckedPlanner,
  share: number,
  cases: fc.Arbitrary<T>,
  judge: (drawn: T) => Promise<void>,
  problemOf: (drawn: T) => Problem,
): Promise<Finding | undefined> {
  const property = fc.asyncProperty(cases, judge);
  const details = await fc.check(property, {
    numRuns: Math.max(20, Math.round(runs * share)),
    interruptAfterTimeLimit: limitMs,
    ...(seed === undefined ? {} : { seed }),
  });
  if (!details.failed || details.counterexample === null) return undefined;
  const error = details.errorInstance;
  if (error instanceof Error && !(error instanceof Fault)) throw error; // not the planner's
  return {
    message: error instanceof Error ? error.message : String(error),
    counterexample: describeProblem(problemOf(details.counterexample[0])),
  };
}
