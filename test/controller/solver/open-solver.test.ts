// The solver's thread on programs whose answers are known.
import { spawn } from "node:child_process";
import { once } from "node:events";
import path from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import { openSolver, type Solver } from "../../../controller/index.ts";
import type { LinearProgram } from "../../../engine/plan/linear-program.ts";
import { ProgramBuilder } from "../../../engine/plan/program-builder.ts";
import { repositoryRoot } from "../../harness/vnet-process.ts";

function open(deadlineSeconds?: number): Solver {
  const solver = openSolver(deadlineSeconds === undefined ? {} : { deadlineSeconds });
  if (solver === undefined) throw new Error("the package `highs` is not installed");
  return solver;
}

const solver = open();
afterAll(() => solver.close());
const plenty = { iterations: 1e6 };

/** Maximise 3x + 5y, x ≤ 4, 2y ≤ 12, 3x + 2y ≤ 18 (Hillier and Lieberman's first example): 36 at (2, 6). */
function textbook(integer = false): LinearProgram {
  const builder = new ProgramBuilder();
  const [x, y] = [3, 5].map((objective) => builder.addColumn({ objective, integer }));
  builder.addRow(-Infinity, 4, [[x, 1]]);
  builder.addRow(-Infinity, 12, [[y, 2]]);
  builder.addRow(-Infinity, 18, [
    [x, 3],
    [y, 2],
  ]);
  return builder.build(true);
}

/** Market split (Cornuéjols and Dawande): equality knapsacks with no solution that branching alone must refute. */
function marketSplit(rows: number, columns: number): LinearProgram {
  const builder = new ProgramBuilder();
  const x = Array.from({ length: columns }, () => builder.addColumn({ upper: 1, integer: true }));
  let state = 7;
  const draw = (): number => (state = (state * 16807) % 2147483647) % 100;
  for (let row = 0; row < rows; row++) {
    const weights = x.map(() => draw());
    const half = Math.floor(weights.reduce((sum, weight) => sum + weight, 0) / 2);
    builder.addRow(
      half,
      half,
      x.map((column, at) => [column, weights[at]] as const),
    );
  }
  return builder.build(true);
}

describe("the solver", () => {
  it("finds the optimum of a linear program and its duals", async () => {
    const solution = await solver.solve(textbook(), plenty);
    expect(solution).toMatchObject({ kind: "optimal", objective: 36, bound: 36 });
    if (solution.kind !== "optimal") return;
    expect([...solution.values]).toEqual([2, 6]);
    expect([...(solution.duals ?? [])]).toEqual([0, 1.5, 1]);
  });

  it("finds whole numbers, and no duals", async () => {
    const builder = new ProgramBuilder();
    const items = [60, 100, 120].map((objective) =>
      builder.addColumn({ objective, upper: 1, integer: true }),
    );
    builder.addRow(-Infinity, 50, [
      [items[0], 10],
      [items[1], 20],
      [items[2], 30],
    ]);
    const solution = await solver.solve(builder.build(true), plenty);
    expect(solution).toMatchObject({ kind: "optimal", objective: 220, bound: 220 });
    expect(solution).not.toHaveProperty("duals");
    expect(solution.kind === "optimal" && [...solution.values].map(Math.round)).toEqual([0, 1, 1]);
  });

  it("says that a program is infeasible", async () => {
    const builder = new ProgramBuilder();
    const x = builder.addColumn({ upper: 1 });
    builder.addRow(2, Infinity, [[x, 1]]);
    expect(await solver.solve(builder.build(false), plenty)).toMatchObject({ kind: "infeasible" });
  });

  it("says that a program is unbounded", async () => {
    const builder = new ProgramBuilder();
    const [x, y] = [1, 0].map((objective) => builder.addColumn({ objective }));
    builder.addRow(-Infinity, 1, [
      [x, 1],
      [y, -1],
    ]);
    expect(await solver.solve(builder.build(true), plenty)).toMatchObject({ kind: "unbounded" });
  });

  it("ends on a degenerate program on which the textbook's simplex cycles", async () => {
    const builder = new ProgramBuilder(); // Beale, 1955: optimum -1/20
    const columns = [-0.75, 150, -0.02, 6].map((objective) => builder.addColumn({ objective }));
    const row = (upper: number, ...coefficients: number[]): void => {
      builder.addRow(
        -Infinity,
        upper,
        coefficients.map((coefficient, at) => [columns[at], coefficient] as const),
      );
    };
    row(0, 0.25, -60, -0.04, 9);
    row(0, 0.5, -90, -0.02, 3);
    row(1, 0, 0, 1, 0);
    const solution = await solver.solve(builder.build(false), plenty);
    expect(solution.kind === "optimal" && solution.objective).toBeCloseTo(-0.05, 12);
  });

  it("answers an empty program", async () => {
    expect(await solver.solve(new ProgramBuilder().build(true), plenty)).toMatchObject({
      kind: "optimal",
      objective: 0,
    });
  });

  it("gives the same answer to the same program, also in another thread", async () => {
    const other = open();
    const program = marketSplit(2, 10);
    const answers = [await solver.solve(program, plenty), await other.solve(program, plenty)];
    await other.close();
    expect(answers[1]).toEqual(answers[0]);
  });

  it("stops when its iterations are spent, at the same point every time", async () => {
    const hard = marketSplit(4, 30);
    const first = await solver.solve(hard, { iterations: 300 });
    expect(first).toMatchObject({ kind: "stopped", why: "iterations" });
    expect(await solver.solve(hard, { iterations: 300 })).toEqual(first);
  });

  it("is stopped by the clock as a last resort, and goes on with the next program", async () => {
    const hasty = open(0.3);
    expect(await hasty.solve(marketSplit(5, 40), { iterations: 1e9 })).toMatchObject({
      kind: "stopped",
      why: "deadline",
    });
    await hasty.close();
    const patient = open();
    const [stopped, next] = [
      patient.solve(marketSplit(5, 40), { iterations: 1e9 }),
      patient.solve(textbook(true), plenty),
    ];
    await new Promise((resolve) => setTimeout(resolve, 200));
    await patient.close();
    expect(await stopped).toMatchObject({ kind: "stopped", why: "failure" });
    expect(await next).toMatchObject({ kind: "optimal", objective: 36 });
    await patient.close();
  });

  it("says what is wrong with a program that is none", async () => {
    const broken = { ...textbook(), column: Int32Array.of(0, 1, 0, 9) };
    expect(await solver.solve(broken, plenty)).toMatchObject({ kind: "stopped", why: "failure" });
    expect(await solver.solve(textbook(), plenty)).toMatchObject({ kind: "optimal" });
  });

  it("lets a process end as soon as it has nothing else to do", async () => {
    const program = `
      import { openSolver } from "./controller/index.ts";
      import { ProgramBuilder } from "./engine/plan/program-builder.ts";
      const { kind } = await openSolver().solve(new ProgramBuilder().build(true), { iterations: 1 });
      process.stdout.write(kind);
      setTimeout(() => process.exit(9), 8000).unref();`;
    const child = spawn(process.execPath, ["--import", "tsx", "--input-type=module", "--eval", program], {
      cwd: path.resolve(repositoryRoot),
      stdio: ["ignore", "pipe", "inherit"],
    });
    let said = "";
    child.stdout.on("data", (chunk) => (said += chunk));
    const [code] = (await once(child, "exit")) as [number];
    expect([code, said]).toEqual([0, "optimal"]);
  });
});
