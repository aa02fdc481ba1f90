// Placement planners on instances with known answers: QAPLIB, published placements of parallel programs, planted cliques.
import { existsSync, readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import type { Problem } from "../../engine/model/problem.ts";
import { placementInstance } from "../../engine/plan/placement-instance.ts";
import { PlacementState } from "../../engine/plan/placement-state.ts";
import type { Certificate } from "../../engine/plan/planner.ts";
import { defaultsFor } from "../../engine/plan/assign-stages.ts";
import { PlannerRegistry } from "../../engine/plan/planner-registry.ts";
import { runPlanner } from "../../engine/plan/run-planner.ts";
import { seededRandom } from "../../engine/plan/seeded-random.ts";
import { builtInPlanners, defaultPlanners } from "../../engine/planners/built-in-planners.ts";
import {
  gridDistances,
  hopBytes,
  parseMatrixCsv,
  parsePlacement,
  problemOfCommunication,
} from "../../lab/instances/communication-matrix.ts";
import { plantedCliques } from "../../lab/instances/planted-placement.ts";
import {
  assignmentOf,
  parseQuadraticAssignment,
  parseSolution,
  problemOfAssignment,
  valueOf,
} from "../../lab/instances/quadratic-assignment.ts";

const data = path.resolve(import.meta.dirname, "../../../shared/data");
const registry = new PlannerRegistry(builtInPlanners);
const settings = { seed: 1, steps: 1_000_000 };

/** `seconds`: processor time, which others on the machine lengthen less than they do the clock's. */
interface Run {
  readonly mapping: Int32Array;
  readonly certificate: Certificate;
  readonly seconds: number;
}

export async function measureQuadraticAssignment(isShort: boolean): Promise<void> {
  if (!existsSync(path.join(data, "qaplib")))
    print("QAPLIB and communication matrices: ../shared/data is not there");
  else {
    await measureQaplib(isShort);
    await measureCommunication();
  }
  await measureCliques();
}

async function measureQaplib(isShort: boolean): Promise<void> {
  print("QAPLIB: gap to the best known value, %; processor seconds\n");
  print("| planner | instances | median | worst | at best known | worst s |");
  print("| --- | --: | --: | --: | --: | --: |");
  const instances = readdirSync(path.join(data, "qaplib/dat"))
    .map((file) => path.parse(file).name)
    .filter((_, at) => !isShort || at % 8 === 0);
  for (const planner of ["greedy-migration", "swap-descent", "multilevel", "default"]) {
    const gaps: number[] = [];
    let longest = 0;
    for (const name of instances) {
      const instance = parseQuadraticAssignment(read(`qaplib/dat/${name}.dat`));
      const solution = path.join(data, `qaplib/sln/${name}.sln`);
      const best = existsSync(solution) ? parseSolution(readFileSync(solution, "utf8"), instance).value : NaN;
      const { mapping, certificate, seconds } = await run(planner, problemOfAssignment(instance));
      const value = valueOf(instance, assignmentOf(mapping));
      longest = Math.max(longest, seconds);
      if (!Number.isNaN(best)) gaps.push(value === best ? 0 : (100 * (value - best)) / best);
      if (planner === "default" && instance.size <= 12 && certificate.kind !== "optimal")
        print(`not certified: ${name}`);
    }
    const [exactly, worst] = [gaps.filter((gap) => gap === 0).length, Math.max(...gaps)];
    const figures = [gaps.length, median(gaps).toFixed(2), worst.toFixed(2), exactly, longest.toFixed(2)];
    print(`| ${planner} | ${figures.join(" | ")} |`);
  }
}

async function measureCommunication(): Promise<void> {
  print("\nNPB on 64 nodes: hop-bytes, and as a share of the best published placement in the folder\n");
  print("| application | grid | best published | greedy-migration | default | share |");
  print("| --- | --- | --: | --: | --: | --: |");
  for (const application of ["cg", "btmz"]) {
    const matrix = parseMatrixCsv(read(`comm-matrices/maplib/${application}.p2p.size.csv`));
    for (const shape of ["mesh", "torus"]) {
      const grid = { sizes: [4, 4, 4], isTorus: shape === "torus" };
      const folder = `comm-matrices/maplib/mapping-matters-Mappings/size/${application}MAP${shape}`;
      const distances = gridDistances(grid);
      const priceOf = (nodeOf: readonly number[]): number => hopBytes(matrix, distances, nodeOf);
      const published = readdirSync(path.join(data, folder)).map((file) =>
        priceOf(parsePlacement(read(`${folder}/${file}`), grid)),
      );
      const problem = problemOfCommunication(matrix, grid);
      const [greedy, found] = [await run("greedy-migration", problem), await run("default", problem)].map(
        ({ mapping }) => priceOf(assignmentOf(mapping)),
      );
      const best = Math.min(...published);
      print(`| ${application} | ${shape} | ${best} | ${greedy} | ${found} | ${(found / best).toFixed(4)} |`);
    }
  }
}

async function measureCliques(): Promise<void> {
  const costs: Record<string, number[]> = { "greedy-migration": [], default: [] };
  const options = { clusters: 2, perCluster: 4, nearBps: 100e6, farBps: 10e6 };
  for (let seed = 1; seed <= 20; seed++) {
    const { problem, cost } = plantedCliques(options, seededRandom(seed));
    for (const planner of Object.keys(costs)) {
      const { mapping } = await run(planner, problem);
      const found = new PlacementState(
        placementInstance({ ...problem, chosen: { mapping, links: [] } }),
      ).cost();
      costs[planner].push(found / cost);
    }
  }
  print("\nTwo 4-cliques on two clusters, 100 and 10 Mbit/s, 20 seeds: cost as a multiple of the optimum\n");
  print("| planner | mean | worst |\n| --- | --: | --: |");
  for (const [planner, ratios] of Object.entries(costs)) {
    const mean = ratios.reduce((sum, ratio) => sum + ratio, 0) / ratios.length;
    print(`| ${planner} | ${mean.toFixed(2)} | ${Math.max(...ratios).toFixed(2)} |`);
  }
}

/** `default`: the one that serves a rule which names none. */
async function run(planner: string, problem: Problem): Promise<Run> {
  const name =
    planner === "default" ? defaultsFor(defaultPlanners, problem.network.vms.length).placement : planner;
  const start = process.cpuUsage().user;
  const { outcome } = await runPlanner(registry, name, {}, problem, settings);
  const seconds = (process.cpuUsage().user - start) / 1e6;
  if (outcome.kind !== "plan") throw new Error(`${name}: ${JSON.stringify(outcome)}`);
  const { proposal, certificate } = outcome;
  return { mapping: proposal.mapping ?? problem.chosen.mapping, certificate, seconds };
}

function median(values: readonly number[]): number {
  return values.toSorted((x, y) => x - y)[Math.floor(values.length / 2)];
}

function read(file: string): string {
  return readFileSync(path.join(data, file), "utf8");
}

function print(line: string): void {
  process.stdout.write(`${line}\n`);
}
