// Entry of the solver's thread: loads HiGHS on the first program. Started by `open-solver.ts`.
import { parentPort } from "node:worker_threads";
import highsModule, { type Highs } from "highs";
import { solveWithHighs } from "./solve-with-highs.ts";
import type { FromSolver, ToSolver } from "./solver-messages.ts";

// The package's types say CommonJS, its code is an ES module: its default export is the loader itself.
const loadHighs = highsModule as unknown as typeof highsModule.default;

let loading: Promise<Highs> | undefined;

/** What went wrong in HiGHS leaves its memory in doubt, so the next program gets a fresh one. */
async function answer({ program, work }: ToSolver): Promise<FromSolver> {
  try {
    const highs = await (loading ??= loadHighs());
    return solveWithHighs(highs, program, work);
  } catch (error) {
    loading = undefined;
    const message = `the solver failed: ${error instanceof Error ? error.message : String(error)}`;
    return { kind: "stopped", why: "failure", message, iterations: 0 };
  }
}

parentPort?.on("message", (message: ToSolver) => {
  void answer(message).then((solution) => parentPort?.postMessage(solution));
});
