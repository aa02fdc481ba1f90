// Linear and integer programs as plain data, and what a solver answers. Who solves them is passed in: the engine has no solver.

/**
 * Minimise or maximise objective · x where lower ≤ x ≤ upper and rowLower ≤ A x ≤ rowUpper. One entry per column (variable) in
 * `objective`, `lower`, `upper`, `integer`; A by rows: the entries of row r are `rowStart[r] ..< rowStart[r + 1]`, no column
 * twice in a row. Bounds may be ±Infinity, everything else is finite. Units are the caller's; coefficients between 1e-6 and
 * 1e6 keep a solver's tolerance of 1e-7 meaningful.
 */
export interface LinearProgram {
  readonly maximize: boolean;
  readonly objective: Float64Array;
  readonly lower: Float64Array;
  readonly upper: Float64Array;
  readonly integer?: Uint8Array; // 1 = whole numbers only; left out: no column is
  readonly rowLower: Float64Array;
  readonly rowUpper: Float64Array;
  readonly rowStart: Int32Array; // rows + 1 entries
  readonly column: Int32Array;
  readonly value: Float64Array;
}

/** What a solver has spent: simplex iterations, of all nodes together where the program has integers. */
interface Spent {
  readonly iterations: number;
}

/**
 * `bound`: no solution has a better objective than this; it equals `objective` where the solution is optimal. `duals`: one per row of
 * a program without integers, the change of the optimal objective per unit of the row's bound. `stopped`: the work ran out
 * before anything was proved, `why` says which; `values` are the best solution so far where there is one.
 */
export type ProgramSolution = Spent &
  (
    | {
        readonly kind: "optimal";
        readonly values: Float64Array;
        readonly objective: number;
        readonly bound: number;
        readonly duals?: Float64Array;
      }
    | { readonly kind: "infeasible" | "unbounded" }
    | {
        readonly kind: "stopped";
        readonly why: "iterations" | "deadline" | "failure";
        readonly message: string; // one sentence
        readonly best?: { readonly values: Float64Array; readonly objective: number };
        readonly bound?: number;
      }
  );

/** Solves programs one at a time. The same program and work give the same answer, unless the deadline ends it. Never rejects. */
export interface LinearSolver {
  /** `iterations`: what it may spend at most, so that work and not the clock ends a run. */
  solve(program: LinearProgram, work: { readonly iterations: number }): Promise<ProgramSolution>;
}

/** Steps of a planner's budget that one simplex iteration counts as: it passes over the rows of the program. Measured, HiGHS 1.15 as wasm: 0.2 µs a row. */
export function stepsPerIteration({ rowLower }: LinearProgram): number {
  return 1 + Math.ceil(rowLower.length / 10);
}
