// One program given to HiGHS, and its answer in the engine's terms. Deterministic: one thread, a fixed seed, a limit by work.
import type { Highs, Model } from "highs";
import type { LinearProgram, ProgramSolution } from "../../engine/plan/linear-program.ts";

/** `presolve` and the rest stay as HiGHS has them. `mip_rel_gap` 0: optimal is to mean optimal, not within 0.01 %. */
const options = { output_flag: false, random_seed: 0, mip_rel_gap: 0, mip_abs_gap: 1e-9 };

/** Throws what HiGHS throws: on a program that is none, or when its memory is not enough. */
export function solveWithHighs(
  highs: Highs,
  program: LinearProgram,
  work: { readonly iterations: number },
): ProgramSolution {
  if (program.objective.length === 0) return answerWithoutColumns(program); // HiGHS takes none
  return highs.withModel(modelOf(highs, program), (model) => {
    model.options.set(options);
    const isLinear = program.integer === undefined;
    const { mipInterrupt } = highs.constants.callbackType;
    if (isLinear) {
      model.options.set({ solver: "simplex", simplex_iteration_limit: work.iterations });
      model.run();
    } else {
      // HiGHS knows no limit on the iterations of all nodes together
      model.run({
        [mipInterrupt]: (event) => {
          if (Number(event.data.mip_total_lp_iterations ?? 0) >= work.iterations) event.interrupt();
        },
      });
    }
    return answerOf(highs, model, isLinear);
  });
}

function answerWithoutColumns({ rowLower, rowUpper }: LinearProgram): ProgramSolution {
  const isKept = rowLower.every((lower) => lower <= 0) && rowUpper.every((upper) => upper >= 0);
  if (!isKept) return { kind: "infeasible", iterations: 0 };
  return { kind: "optimal", values: new Float64Array(0), objective: 0, bound: 0, iterations: 0 };
}

function modelOf(highs: Highs, program: LinearProgram): Parameters<Highs["createModel"]>[0] & {} {
  const { objectiveSense } = highs.constants;
  const numCols = program.objective.length;
  const numRows = program.rowLower.length;
  return {
    numCols,
    numRows,
    sense: program.maximize ? objectiveSense.maximize : objectiveSense.minimize,
    colCost: program.objective,
    colLower: program.lower,
    colUpper: program.upper,
    rowLower: program.rowLower,
    rowUpper: program.rowUpper,
    matrix: {
      format: "csr",
      numRows,
      numCols,
      starts: program.rowStart,
      indices: program.column,
      values: program.value,
    },
    ...(program.integer === undefined ? {} : { integrality: Int32Array.from(program.integer) }),
  };
}

function answerOf(highs: Highs, model: Model, isLinear: boolean): ProgramSolution {
  const status = model.getModelStatus();
  const { modelStatus } = highs.constants;
  const read = (name: string): number => Number(model.info.get(name));
  const iterations = Math.max(0, read("simplex_iteration_count"));
  if (status === modelStatus.optimal || status === modelStatus.empty) {
    const { colValue, rowDual } = model.getSolution();
    const objective = model.getObjectiveValue();
    const bound = isLinear ? objective : read("mip_dual_bound");
    return {
      kind: "optimal",
      iterations,
      values: colValue,
      objective,
      bound,
      ...(isLinear ? { duals: rowDual } : {}),
    };
  }
  if (status === modelStatus.infeasible) return { kind: "infeasible", iterations };
  if (status === modelStatus.unbounded) return { kind: "unbounded", iterations };
  const isFeasible = read("primal_solution_status") === highs.constants.solutionStatus.feasible;
  const isEnd = status === modelStatus.iterationLimit || status === modelStatus.interrupted;
  return {
    kind: "stopped",
    why: isEnd ? "iterations" : "failure",
    message: isEnd ? "the solver has spent its iterations" : `the solver ended with status ${status}`,
    iterations,
    ...(isFeasible
      ? { best: { values: model.getSolution().colValue, objective: model.getObjectiveValue() } }
      : {}),
    ...(isLinear || !Number.isFinite(read("mip_dual_bound")) ? {} : { bound: read("mip_dual_bound") }),
  };
}
