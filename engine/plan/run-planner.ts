// Runs one planner. The only caller of planners: whatever they do, the answer is a value.
import type { z } from "zod";
import type { Problem, Proposal } from "../model/problem.ts";
import { proposalScorer } from "../verify/score-proposal.ts";
import { budgetedSolver } from "./budgeted-solver.ts";
import { checkOutcome, checkProposal, type Failed } from "./check-outcome.ts";
import type { LinearSolver } from "./linear-program.ts";
import { PlannerError } from "./planner-errors.ts";
import { NoteList } from "./note-list.ts";
import type { Outcome, PlanContext, PlanNote } from "./planner.ts";
import type { PlannerRegistry } from "./planner-registry.ts";
import { requiredCapabilities } from "./required-capabilities.ts";
import { RunEnded } from "./run-ended.ts";
import { seededRandom } from "./seeded-random.ts";
import { StepBudget } from "./step-budget.ts";

/**
 * `seed`: any integer. `steps`: what the run and all planners that it calls may spend together. `solver`: left out where
 * none is there.
 */
export interface PlannerSettings {
  readonly seed: number;
  readonly steps: number;
  readonly solver?: LinearSolver | undefined;
}

export interface PlannerAnswer {
  readonly outcome: Outcome | Failed;
  readonly notes: readonly PlanNote[];
  readonly stepsSpent: number;
}

/** How deep planners may call one another. Own choice: more is a loop. */
const deepest = 8;

/** What all planners of one run share. */
interface Run {
  readonly registry: PlannerRegistry;
  readonly budget: StepBudget;
  readonly notes: NoteList;
  readonly solver: LinearSolver | undefined;
}

/**
 * Never throws and never rejects: a planner that is not known, does not accept its options, throws, or answers nonsense
 * gives `failed`; one that does not support what the problem asks gives `unsupported` without being run. A planner that
 * ignores the end of its budget is stopped at one of its next steps, and what it published last is its plan. A planner that
 * never asks for a step can only be stopped from outside the process.
 */
export async function runPlanner(
  registry: PlannerRegistry,
  name: string,
  options: unknown,
  problem: Problem,
  { seed, steps, solver }: PlannerSettings,
): Promise<PlannerAnswer> {
  const run: Run = { registry, budget: new StepBudget(steps), notes: new NoteList(), solver };
  const outcome = await answer(run, name, options, problem, seed, 1);
  return { outcome, notes: run.notes.list(), stepsSpent: run.budget.spent };
}

async function answer(
  run: Run,
  name: string,
  options: unknown,
  problem: Problem,
  seed: number,
  depth: number,
): Promise<Outcome | Failed> {
  const planner = run.registry.get(name);
  if (planner === undefined) return failed(`there is no planner \`${name}\``);
  if (depth > deepest) return failed(`planners call one another more than ${deepest} deep, at \`${name}\``);
  const missing = requiredCapabilities(problem, planner.stage).find(
    (capability) => !planner.supports.includes(capability),
  );
  if (missing !== undefined) return { kind: "unsupported", missing };
  let best: Proposal | undefined;
  try {
    const parsed = planner.options.safeParse(options);
    if (!parsed.success) return failed(`planner \`${name}\` refuses its options: ${inOneLine(parsed.error)}`);
    const seedOfCall = seededRandom(~seed); // calls draw from a stream of their own, wherever the planner draws its own
    const scoreOf = proposalScorer(problem);
    const flows = problem.observation.demand.value.length;
    const context: PlanContext = {
      random: seededRandom(seed),
      seed,
      get stepsLeft() {
        return run.budget.left;
      },
      step: (units = 1) => run.budget.take(units),
      improve: (proposal) => {
        const checked = checkProposal(proposal, problem, planner.stage);
        if ("kind" in checked) throw new Error(checked.reason);
        best = checked;
      },
      note: (note) => run.notes.add(note),
      ...budgetedSolver(run.solver, run.budget, run.notes),
      score: (proposal) => (run.budget.take(flows + 1) ? scoreOf(proposal) : NaN),
      run: async (other, itsOptions, itsProblem, steps = Infinity) => {
        const budget = new StepBudget(Math.min(steps, run.budget.left));
        const outcome = await answer(
          { ...run, budget },
          other,
          itsOptions,
          itsProblem,
          Math.floor(seedOfCall() * 2 ** 32),
          depth + 1,
        );
        run.budget.take(budget.spent);
        if (outcome.kind === "failed") throw new PlannerError("VNET_ERR_PLANNER_FAILED", outcome.reason);
        return outcome;
      },
    };
    const outcome = checkOutcome(await planner.create(parsed.data)(problem, context), problem, planner.stage);
    return outcome.kind === "failed" ? failed(`planner \`${name}\` failed: ${outcome.reason}`) : outcome;
  } catch (error) {
    return error instanceof RunEnded ? ended(run, name, error, best) : failed(thrown(name, error));
  }
}

/** A planner that did not end by itself: its last published proposal counts. */
function ended(
  run: Run,
  name: string,
  { id, message }: RunEnded,
  best: Proposal | undefined,
): Outcome | Failed {
  const what = `planner \`${name}\` ${message}`;
  if (best === undefined) return failed(`${what} without a plan`);
  const note = `${what}; the best plan that it had published counts`;
  run.notes.add({ id, severity: "warning", message: note });
  return { kind: "plan", proposal: best, certificate: { kind: "none" } };
}

function thrown(name: string, error: unknown): string {
  return `planner \`${name}\` failed: ${error instanceof Error ? error.message : String(error)}`;
}

function inOneLine(error: z.ZodError): string {
  return error.issues
    .map(({ path, message }) => (path.length > 0 ? `\`${path.join(".")}\`: ${message}` : message))
    .join("; ");
}

function failed(reason: string): Failed {
  return { kind: "failed", reason };
}
