// The solver as planners see it: bounded by their budget, and every doubt about its answer in the notes.
import {
  stepsPerIteration,
  type LinearProgram,
  type LinearSolver,
  type ProgramSolution,
} from "./linear-program.ts";
import type { NoteList } from "./note-list.ts";
import type { PlanContext } from "./planner.ts";
import type { StepBudget } from "./step-budget.ts";

/** Nothing where there is no solver. */
export function budgetedSolver(
  solver: LinearSolver | undefined,
  budget: StepBudget,
  notes: NoteList,
): Pick<PlanContext, "solve"> {
  if (solver === undefined) return {};
  const solve = async (program: LinearProgram): Promise<ProgramSolution> => {
    const price = stepsPerIteration(program);
    const iterations = Math.floor((budget.left - 1) / price);
    if (iterations < 1) {
      const message = "no budget is left for the solver";
      return { kind: "stopped", why: "iterations", message, iterations: 0 };
    }
    const solution = await solver.solve(program, { iterations });
    budget.take(Math.min(budget.left, 1 + solution.iterations * price));
    if (solution.kind === "stopped" && solution.why !== "iterations")
      notes.add({ id: "plan/solver", severity: "warning", message: solution.message });
    return solution;
  };
  return { solve };
}
