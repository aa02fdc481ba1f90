// The planner contract, version 1: what a plugin states about itself, what it is given and what it answers.
import type { z } from "zod";
import type { LimitId } from "../../lang/ir/policy-ir.ts";
import type { Problem, Proposal } from "../model/problem.ts";
import type { LinearProgram, ProgramSolution } from "./linear-program.ts";

export type Stage = "placement" | "topology" | "forwarding" | "all";

/**
 * What a problem may ask of a planner; one that does not support it answers `unsupported`. `solver` is what a planner may ask
 * of its surroundings: one that needs linear programs solved where nobody solves them answers `unsupported` too.
 */
export type Capability = "pins" | "together" | "apart" | "capacities" | "moves" | "from" | "solver" | LimitId;

/**
 * What is known about a plan's distance from the best possible one, by the planner's own objective. `gap`: how much the plan may at
 * most be worse, as a share of the bound (ratio >= 0). `by`: the bound in words, e.g. "Gilmore–Lawler".
 */
export type Certificate =
  | { readonly kind: "optimal"; readonly by: string }
  | { readonly kind: "gap"; readonly gap: number; readonly by: string }
  | { readonly kind: "none" };

/** A remark for the decision log. */
export interface PlanNote {
  readonly id: `plan/${string}`;
  readonly severity: "info" | "warning";
  readonly message: string;
}

export type Outcome =
  | { readonly kind: "plan"; readonly proposal: Proposal; readonly certificate: Certificate }
  | {
      readonly kind: "infeasible";
      readonly limit: LimitId;
      readonly needed: number;
      readonly available: number;
    }
  | { readonly kind: "unsupported"; readonly missing: Capability };

export interface PlanContext {
  /** Spends budget (default 1 step); false = stop and answer with the best so far. Steps, not time, so a seed decides the answer. */
  step(units?: number): boolean;
  /** What is left of the budget, steps: for schedules that must end with it. */
  readonly stepsLeft: number;
  /** Publishes the best proposal so far: at a deadline that is the plan. */
  improve(proposal: Proposal): void;
  /**
   * Runs another planner through the host: for chains, alternation and best-of. It spends the caller's budget, at most `steps` of it. Rejects
   * where it gives no answer.
   */
  run(name: string, options: unknown, problem: Problem, steps?: number): Promise<Outcome>;
  /**
   * What the proposal is predicted to be worth by the policy's objective, its moves priced in; what it leaves out is as `problem.chosen` and
   * the present routes have it. Higher is better; -Infinity for what would not be applied. Spends budget: about 1 step for each
   * flow; NaN = nothing is left of it.
   */
  score(proposal: Proposal): number;
  /**
   * Solves a linear or integer program; left out where no solver is there. The work counts against the budget, so what is
   * left of it limits the solver: with nothing left the answer is `stopped`. Never rejects.
   */
  readonly solve?: (program: LinearProgram) => Promise<ProgramSolution>;
  /** Uniform in [0, 1), seeded. */
  readonly random: () => number;
  /** What `random` was seeded with, an integer: for a planner whose work is done elsewhere. */
  readonly seed: number;
  note(note: PlanNote): void;
}

/** Answers one problem. Must not keep or change what it is given; called at most once per `create`. */
export type PlannerRun = (problem: Problem, context: PlanContext) => Outcome | Promise<Outcome>;

export interface Planner<Options = unknown> {
  readonly name: string;
  readonly contract: 1;
  readonly stage: Stage;
  /** What it optimises, in words, e.g. "traffic taken off the star". */
  readonly objective: string;
  readonly supports: readonly Capability[];
  readonly options: z.ZodType<Options>;
  /** A fresh run; nothing survives between runs. */
  create(options: Options): PlannerRun;
}
