// The connected networks of the Topology Zoo as overlays with gravity demand: peak load of `min-max-load` against `shortest-path` and the bound.
import { existsSync, readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { openSolver } from "../../controller/index.ts";
import { builtInPlanners, PlannerRegistry } from "../../engine/index.ts";
import type { Problem, Proposal } from "../../engine/model/problem.ts";
import type { LinearSolver } from "../../engine/plan/linear-program.ts";
import type { Certificate } from "../../engine/plan/planner.ts";
import { runPlanner } from "../../engine/plan/run-planner.ts";
import { verifyPlan } from "../../engine/verify/verify-plan.ts";
import { gravityDemand } from "../../lab/instances/demand-matrix.ts";
import { readGraphml } from "../../lab/instances/read-graphml.ts";
import { topologyProblem } from "../../lab/instances/topology-problem.ts";
import { peakLoad } from "./peak-load.ts";

const folder = path.resolve(import.meta.dirname, "../../../shared/data/topology-zoo/graphml");
const registry = new PlannerRegistry(builtInPlanners);

/** The nodes' traffic together, as a share of what all edges carry. Own choice: what is compared does not depend on it. */
const trafficShare = 0.1;

interface Row {
  readonly name: string;
  readonly nodes: number;
  readonly violations: number;
  readonly shortest: number;
  readonly widest: number;
  readonly minMax: number;
  readonly bound: number;
  readonly cpuSeconds: number; // of min-max-load, without the solver's thread
}

async function propose(
  planner: string,
  problem: Problem,
  solver: LinearSolver | undefined,
): Promise<{ proposal: Proposal; certificate: Certificate }> {
  const { outcome } = await runPlanner(registry, planner, {}, problem, { seed: 1, steps: 1_000_000, solver });
  if (outcome.kind !== "plan") throw new Error(`${planner}: ${JSON.stringify(outcome)}`);
  return outcome;
}

async function rowOf(file: string, solver: LinearSolver | undefined): Promise<Row | undefined> {
  const read = readGraphml(readFileSync(path.join(folder, file), "utf8"));
  if ("fault" in read) throw new Error(`${file}: ${read.fault}`);
  const { problem } = topologyProblem(read.graph, (capacity) =>
    gravityDemand(capacity, trafficShare * capacity.reduce((sum, each) => sum + each, 0)),
  );
  const topology = await propose("gain-topology", problem, solver);
  const links = topology.proposal.links ?? [];
  if (!isConnected(problem.network.hosts.length, links)) return undefined;
  const { mapping } = problem.chosen;
  const asked = { ...problem, chosen: { mapping, links } };
  const peaks: number[] = [];
  let [violations, gap, cpuSeconds] = [0, 0, 0];
  for (const planner of ["shortest-path", "widest-path", "min-max-load"]) {
    const before = process.cpuUsage().user;
    const { proposal, certificate } = await propose(planner, asked, solver);
    cpuSeconds = (process.cpuUsage().user - before) / 1e6;
    const routes = proposal.routes ?? [];
    violations += verifyPlan(asked, { mapping, links, routes }).length;
    peaks.push(peakLoad(asked, routes));
    gap = certificate.kind === "gap" ? certificate.gap : 0;
  }
  const [shortest, widest, minMax] = peaks;
  const nodes = read.graph.nodes.length;
  return {
    name: path.parse(file).name,
    nodes,
    violations,
    shortest,
    widest,
    minMax,
    bound: minMax / (1 + gap),
    cpuSeconds,
  };
}

/** Whether links join all hosts but the Proxy, which is host 0. */
function isConnected(hosts: number, links: Proposal["links"] & {}): boolean {
  const next = Array.from({ length: hosts }, (): number[] => []);
  for (const { a, b } of links) {
    next[a].push(b);
    next[b].push(a);
  }
  const seen = new Set([1]);
  for (const host of seen) for (const other of next[host]) seen.add(other);
  return seen.size === hosts - 1;
}

function show(label: string, ratios: readonly number[]): void {
  const sorted = ratios.toSorted((x, y) => x - y);
  const at = (share: number): string => sorted[Math.floor(share * (sorted.length - 1))].toFixed(3);
  process.stdout.write(`${label.padEnd(44)} median ${at(0.5)}  best ${at(0)}  worst ${at(1)}\n`);
}

/** `most`: nodes of the largest network to be taken. */
export async function benchTopologyZoo({ most }: { readonly most: number }): Promise<void> {
  if (!existsSync(folder)) {
    process.stdout.write("topology zoo: skipped, ../shared/data is not there\n");
    return;
  }
  const solver = openSolver();
  const rows: Row[] = [];
  for (const file of readdirSync(folder).sort()) {
    const count = [...readFileSync(path.join(folder, file), "utf8").matchAll(/<node /g)].length;
    const row = count > most ? undefined : await rowOf(file, solver);
    if (row === undefined) continue;
    rows.push(row);
    const { name, nodes, shortest, widest, minMax, bound } = row;
    const peaks = [shortest, widest, minMax, bound].map((peak) => peak.toFixed(4).padStart(9)).join("");
    process.stdout.write(
      `${name.padEnd(28)}${String(nodes).padStart(4)}${peaks}  ${row.cpuSeconds.toFixed(2)} s\n`,
    );
  }
  await solver?.close();
  const violations = rows.reduce((sum, row) => sum + row.violations, 0);
  process.stdout.write(`${rows.length} connected networks, ${violations} violations\n`);
  show(
    "peak of min-max-load / shortest-path",
    rows.map(({ minMax, shortest }) => minMax / shortest),
  );
  show(
    "peak of widest-path / shortest-path",
    rows.map(({ widest, shortest }) => widest / shortest),
  );
  show(
    "peak of min-max-load / bound",
    rows.map(({ minMax, bound }) => minMax / bound),
  );
  show(
    "peak of shortest-path / bound",
    rows.map(({ shortest, bound }) => shortest / bound),
  );
}

if (process.argv[1] === import.meta.filename)
  await benchTopologyZoo({ most: process.argv.includes("--short") ? 20 : Infinity });
