// What passes between whoever wants programs solved and the solver's thread.
import type { LinearProgram, ProgramSolution } from "../../engine/plan/linear-program.ts";

export interface ToSolver {
  readonly program: LinearProgram;
  readonly work: { readonly iterations: number };
}

/** One for each `ToSolver`, in order. */
export type FromSolver = ProgramSolution;
