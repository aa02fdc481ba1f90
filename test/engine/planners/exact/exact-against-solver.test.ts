// The exact placement against the optimum of an integer program that somebody else's solver finds.
import { afterAll, describe, expect, it } from "vitest";
import { openSolver } from "../../../../controller/index.ts";
import type { LinearProgram } from "../../../../engine/plan/linear-program.ts";
import { PlannerRegistry } from "../../../../engine/plan/planner-registry.ts";
import { ProgramBuilder, type Term } from "../../../../engine/plan/program-builder.ts";
import { runPlanner } from "../../../../engine/plan/run-planner.ts";
import { seededRandom } from "../../../../engine/plan/seeded-random.ts";
import { exact } from "../../../../engine/planners/exact/exact.ts";
import { problemOfMatrices } from "../../../../lab/instances/matrix-problem.ts";

const solver = openSolver();
afterAll(() => solver?.close());

/** Whole numbers below 10, rows one after another, 0 on the diagonal. */
function drawMatrix(size: number, random: () => number, least: number): Float64Array {
  return Float64Array.from({ length: size * size }, (_, cell) =>
    cell % (size + 1) === 0 ? 0 : least + Math.floor(random() * (10 - least)),
  );
}

/** Quadratic assignment, linearised: y[i,j,k,l] = x[i,j] x[k,l] (Adams and Johnson, 1994). */
function linearised(size: number, flow: Float64Array, distance: Float64Array): LinearProgram {
  const builder = new ProgramBuilder();
  const each = [...Array(size).keys()];
  const x = each.map(() => each.map(() => builder.addColumn({ upper: 1, integer: true })));
  const y = new Map<string, number>();
  const product = (i: number, j: number, k: number, l: number): number => {
    const [p, q] = i < k ? [`${i} ${j}`, `${k} ${l}`] : [`${k} ${l}`, `${i} ${j}`];
    const known = y.get(`${p} ${q}`);
    if (known !== undefined) return known;
    const objective =
      flow[i * size + k] * distance[j * size + l] + flow[k * size + i] * distance[l * size + j];
    const column = builder.addColumn({ objective });
    y.set(`${p} ${q}`, column);
    return column;
  };
  for (const i of each) {
    builder.addRow(1, 1, each.map((j): Term => [x[i][j], 1])); // prettier-ignore
    builder.addRow(1, 1, each.map((j): Term => [x[j][i], 1])); // prettier-ignore
  }
  for (const k of each) {
    for (const l of each) {
      for (const other of each) {
        const sum = (terms: Term[]): number => builder.addRow(0, 0, [...terms, [x[k][l], -1]]);
        if (other !== k) sum(each.flatMap((j): Term[] => (j === l ? [] : [[product(other, j, k, l), 1]])));
        if (other !== l) sum(each.flatMap((i): Term[] => (i === k ? [] : [[product(i, other, k, l), 1]])));
      }
    }
  }
  return builder.build(false);
}

describe.skipIf(solver === undefined)("exact", () => {
  it.each([
    { size: 3, seed: 1 },
    { size: 4, seed: 2 },
    { size: 5, seed: 3 },
    { size: 5, seed: 4 },
    { size: 6, seed: 5 },
    { size: 6, seed: 6 },
  ])("finds the optimum that HiGHS finds, $size VMs on $size hosts, seed $seed", async ({ size, seed }) => {
    const random = seededRandom(seed);
    const flow = drawMatrix(size, random, 0);
    const distance = drawMatrix(size, random, 1);
    const solution = await solver!.solve(linearised(size, flow, distance), { iterations: 1e7 });
    const registry = new PlannerRegistry([exact]);
    const problem = problemOfMatrices(flow, distance, size, 1);
    const { outcome } = await runPlanner(registry, "exact", {}, problem, { seed: 1, steps: 1e6 });
    expect(outcome).toMatchObject({ kind: "plan", certificate: { kind: "optimal" } });
    const mapping = outcome.kind === "plan" ? outcome.proposal.mapping : undefined;
    const place = [...(mapping ?? problem.chosen.mapping)].map((host) => host - 1);
    const cost = flow.reduce((sum, value, cell) => {
      const [from, to] = [Math.floor(cell / size), cell % size];
      return sum + value * distance[place[from] * size + place[to]];
    }, 0);
    expect(solution).toMatchObject({ kind: "optimal" });
    expect(solution.kind === "optimal" && solution.objective).toBeCloseTo(cost, 6);
  });
});
