// How the CPU time of topology and forwarding planners grows with the network: sites of fifty hosts, ten VMs a host, 200 flows a host.
import { openSolver } from "../../controller/index.ts";
import { builtInPlanners, PlannerRegistry } from "../../engine/index.ts";
import type { Limit, Problem, Proposal } from "../../engine/model/problem.ts";
import { runPlanner } from "../../engine/plan/run-planner.ts";
import { verifyLimits } from "../../engine/verify/verify-limits.ts";
import { verifyLinks } from "../../engine/verify/verify-links.ts";
import { verifyRoutes } from "../../engine/verify/verify-routes.ts";
import { largeProblem } from "./large-network.ts";

const registry = new PlannerRegistry(builtInPlanners);
const budget = { seed: 1, steps: 1_000_000 };

/** CPU time of all threads, ms: what others do on the machine shows in it little. */
async function cpuMilliseconds<T>(call: () => Promise<T>): Promise<{ ms: number; result: T }> {
  const before = process.cpuUsage();
  const result = await call();
  const { user, system } = process.cpuUsage(before);
  return { ms: (user + system) / 1000, result };
}

/** The slope of log y over log x, by least squares. */
function exponent(points: readonly (readonly [number, number])[]): number {
  const logs = points.map(([x, y]) => [Math.log(x), Math.log(y)] as const);
  const mean = (pick: 0 | 1): number => logs.reduce((sum, each) => sum + each[pick], 0) / logs.length;
  const [x, y] = [mean(0), mean(1)];
  const above = logs.reduce((sum, each) => sum + (each[0] - x) * (each[1] - y), 0);
  return above / logs.reduce((sum, each) => sum + (each[0] - x) ** 2, 0);
}

interface Measured {
  readonly planner: string;
  readonly limit: Limit["id"] | "none";
  readonly largestHosts: number;
}

const measured: readonly Measured[] = [
  { planner: "greedy-topology", limit: "none", largestHosts: 1000 },
  { planner: "gain-topology", limit: "none", largestHosts: 1000 },
  { planner: "gain-topology", limit: "bandwidth", largestHosts: 1000 },
  { planner: "gain-topology", limit: "fan-out", largestHosts: 1000 },
  { planner: "shortest-path", limit: "fan-out", largestHosts: 1000 },
  { planner: "widest-path", limit: "fan-out", largestHosts: 500 },
  { planner: "min-max-load", limit: "fan-out", largestHosts: 250 },
];

function problemOf(hosts: number, id: Measured["limit"]): Problem {
  const problem = largeProblem({ hosts, vms: 10 * hosts, flows: 200 * hosts, pattern: "groups" });
  if (id === "none") return problem;
  const total = problem.observation.demand.value.reduce((sum, each) => sum + each, 0);
  const value = id === "fan-out" ? 6 : total / 3;
  return { ...problem, limits: [{ id, value, strict: false, spent: 0, origin: [0, 0, 0] }] };
}

export async function benchGrowth({ largest }: { readonly largest: number }): Promise<void> {
  const solver = openSolver();
  const answerTo = async (
    planner: string,
    problem: Problem,
  ): Promise<{ ms: number; proposal: Proposal; by: string }> => {
    const { ms, result } = await cpuMilliseconds(() =>
      runPlanner(registry, planner, {}, problem, { ...budget, solver }),
    );
    if (result.outcome.kind !== "plan") throw new Error(`${planner}: ${JSON.stringify(result.outcome)}`);
    const { proposal, certificate } = result.outcome;
    const gap = certificate.kind === "gap" ? ` ${(certificate.gap * 100).toFixed(2)} %` : "";
    return { ms, proposal, by: `${certificate.kind}${gap}` };
  };
  for (const { planner, limit, largestHosts } of measured) {
    const points: [number, number][] = [];
    let line = "";
    for (
      let hosts = Math.min(largest, largestHosts);
      points.length < 4 && hosts >= 25;
      hosts = Math.floor(hosts / 2)
    ) {
      const problem = problemOf(hosts, limit);
      const { mapping } = problem.chosen;
      const isForwarding = registry.get(planner)?.stage === "forwarding";
      const links = isForwarding ? ((await answerTo("greedy-topology", problem)).proposal.links ?? []) : [];
      const asked = isForwarding ? { ...problem, chosen: { mapping, links } } : problem;
      const { ms, proposal, by } = await answerTo(planner, asked);
      const plan = { mapping, links: proposal.links ?? links, routes: proposal.routes ?? [] };
      const { network } = problem;
      const verified = await cpuMilliseconds(async () => [
        ...verifyLinks(network, plan.links),
        ...verifyRoutes(network, plan),
        ...verifyLimits(problem, plan),
      ]);
      if (verified.result.length > 0) throw new Error(`${planner}: ${verified.result[0].message}`);
      points.push([hosts, ms]);
      line ||= `${String(hosts).padStart(5)} hosts ${ms.toFixed(0).padStart(7)} ms, verify ${verified.ms.toFixed(0).padStart(5)} ms, ${by}`;
    }
    process.stdout.write(
      `${planner.padEnd(17)}${limit.padEnd(10)}${line}; grows as hosts^${exponent(points).toFixed(2)}\n`,
    );
  }
  await solver?.close();
}

if (process.argv[1] === import.meta.filename)
  await benchGrowth({ largest: process.argv.includes("--short") ? 200 : 1000 });
