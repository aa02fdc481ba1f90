// HiGHS as a service: a thread of its own that starts with the first program and never keeps the process alive.
import { createRequire } from "node:module";
import { Worker } from "node:worker_threads";
import type { LinearProgram, LinearSolver, ProgramSolution } from "../../engine/plan/linear-program.ts";
import type { ToSolver } from "./solver-messages.ts";

export interface SolverOptions {
  /** A program that takes longer ends the thread: the last resort, as the clock then decides. Default 60. */
  readonly deadlineSeconds?: number;
  /** The thread ends when nothing was asked for so long, and gives its memory back. Default 10. */
  readonly idleSeconds?: number;
}

export interface Solver extends LinearSolver {
  /** Ends the thread, whatever it is doing; a program under way is answered `stopped`. It may be used again. */
  close(): Promise<void>;
}

/** Undefined where the optional package `highs` is not installed. */
export function openSolver(options: SolverOptions = {}): Solver | undefined {
  try {
    createRequire(import.meta.url).resolve("highs");
  } catch {
    return undefined;
  }
  return new WorkerSolver(options);
}

class WorkerSolver implements Solver {
  readonly #deadlineSeconds: number;
  readonly #idleSeconds: number;
  #worker: Worker | undefined;
  #idle: NodeJS.Timeout | undefined;
  #queue: Promise<unknown> = Promise.resolve();

  constructor({ deadlineSeconds = 60, idleSeconds = 10 }: SolverOptions) {
    this.#deadlineSeconds = deadlineSeconds;
    this.#idleSeconds = idleSeconds;
  }

  solve(program: LinearProgram, work: ToSolver["work"]): Promise<ProgramSolution> {
    const solution = this.#queue.then(() => this.#solveNow({ program, work }));
    this.#queue = solution;
    return solution;
  }

  async close(): Promise<void> {
    clearTimeout(this.#idle);
    const worker = this.#worker;
    this.#worker = undefined;
    await worker?.terminate();
  }

  #solveNow(message: ToSolver): Promise<ProgramSolution> {
    clearTimeout(this.#idle);
    const worker = (this.#worker ??= createWorker());
    worker.ref();
    return new Promise((resolve) => {
      const finish = (solution: ProgramSolution): void => {
        clearTimeout(deadline);
        worker.off("message", finish).off("error", failed).off("exit", closed).unref();
        if (this.#worker === worker) this.#endWhenIdle();
        resolve(solution);
      };
      const stop = (why: "deadline" | "failure", reason: string): void => {
        if (this.#worker === worker) this.#worker = undefined;
        finish({ kind: "stopped", why, message: reason, iterations: 0 });
        void worker.terminate();
      };
      const failed = (cause: Error): void => stop("failure", `the solver failed: ${cause.message}`);
      const closed = (): void => stop("failure", "the solver was closed");
      const deadline = setTimeout(() => {
        stop("deadline", `the solver was stopped by the clock, after ${this.#deadlineSeconds} s`);
      }, this.#deadlineSeconds * 1000);
      worker.once("message", finish).once("error", failed).once("exit", closed);
      worker.postMessage(message satisfies ToSolver);
    });
  }

  #endWhenIdle(): void {
    this.#idle = setTimeout(() => void this.close(), this.#idleSeconds * 1000);
    this.#idle.unref();
  }
}

/** The thread's entry lies beside this file, as source or in the build, where all files lie in one folder. */
function createWorker(): Worker {
  const isSource = import.meta.url.endsWith(".ts");
  const entry = isSource ? "./solver-worker-from-source.mjs" : "./solver-worker.js";
  const worker = new Worker(new URL(entry, import.meta.url), { execArgv: [] });
  worker.on("error", () => {}); // one that fails while nothing is asked of it is found gone by the next program
  return worker;
}
