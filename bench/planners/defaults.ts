// Which planners serve rules that name none: what each combination carries in the end, past verification and guard, and what it costs.
import { openSolver } from "../../controller/index.ts";
import type { Problem } from "../../engine/model/problem.ts";
import { presentPlan } from "../../engine/plan/plan.ts";
import { PlannerRegistry } from "../../engine/plan/planner-registry.ts";
import { runStages } from "../../engine/plan/run-stages.ts";
import { builtInPlanners } from "../../engine/planners/built-in-planners.ts";
import { choosePlan } from "../../engine/verify/choose-plan.ts";
import { predict } from "../../engine/verify/predict.ts";
import { randomClusters, type Clusters } from "./random-clusters.ts";

const isShort = process.argv.includes("--short");
const registry = new PlannerRegistry(builtInPlanners);
const settings = { seed: 1, steps: 1_000_000, solver: openSolver() };

interface Contender {
  readonly name: string;
  readonly stages: readonly [placement: string, topology: string, forwarding: string];
  readonly using?: string;
}

const pipeline = (...stages: Contender["stages"]): Contender => ({ name: stages.join(" + "), stages });

const contenders: readonly Contender[] = [
  pipeline("greedy-migration", "greedy-topology", "shortest-path"),
  pipeline("swap-descent", "greedy-topology", "shortest-path"),
  pipeline("swap-descent", "gain-topology", "shortest-path"),
  pipeline("swap-descent", "gain-topology", "widest-path"),
  pipeline("swap-descent", "gain-topology", "min-max-load"),
  pipeline("robust-tabu", "gain-topology", "shortest-path"),
  pipeline("multilevel", "gain-topology", "shortest-path"),
  pipeline("exact", "gain-topology", "shortest-path"),
  { name: "alternate", using: "alternate", stages: ["swap-descent", "gain-topology", "shortest-path"] },
  { name: "best-of", using: "best-of", stages: ["swap-descent", "gain-topology", "shortest-path"] },
];

const families: readonly { readonly name: string; readonly spec: Clusters; readonly seeds: number }[] = [
  { name: "two cliques of 4 on 2 clusters", seeds: 10, spec: clusters(2, 4, 1, "groups", 12) },
  { name: "ring of 8 on 2 clusters", seeds: 10, spec: clusters(2, 4, 1, "ring", 8) },
  { name: "random, 12 on 3 clusters", seeds: 10, spec: clusters(3, 4, 1, "random", 12) },
  { name: "groups, 48 on 4 clusters of 8, 2 slots", seeds: 6, spec: clusters(4, 8, 2, "groups", 40, 0.75) },
  { name: "random, 48 on 4 clusters of 8, 2 slots", seeds: 6, spec: clusters(4, 8, 2, "random", 40, 0.75) },
  ...(isShort
    ? []
    : [
        {
          name: "groups, 300 on 10 clusters of 10, 4 slots",
          seeds: 2,
          spec: clusters(10, 10, 4, "groups", 200, 0.75),
        },
      ]),
];

function clusters(
  count: number,
  hosts: number,
  slots: number,
  shape: Clusters["shape"],
  links: number,
  fill = 1,
): Clusters {
  return { clusters: count, hosts, slots, fill, links, shape };
}

/** What is carried in the end, and the CPU time in ms. */
async function carriedBy(
  contender: Contender,
  problem: Problem,
): Promise<readonly [bps: number, ms: number]> {
  const [placement, topology, forwarding] = contender.stages;
  const planning = { registry, defaults: { placement, topology, forwarding }, settings };
  const start = process.cpuUsage();
  const options = contender.using === undefined ? {} : { placement, topology, forwarding };
  const answer = await runStages({ do: "adapt", using: contender.using, options }, problem, planning);
  const chosen = choosePlan(problem, answer.kind === "candidates" ? answer.candidates : []);
  const { user, system } = process.cpuUsage(start);
  const { network, observation } = problem;
  const { carriedBps } =
    chosen.kind === "chosen" ? chosen.prediction : predict(network, observation, presentPlan(observation));
  return [carriedBps, (user + system) / 1000];
}

for (const { name, spec, seeds } of families) {
  const sums = contenders.map(() => ({ share: 0, worst: 1, ms: 0 }));
  for (let seed = 1; seed <= seeds; seed++) {
    const problem = randomClusters(spec, seed);
    const results = [];
    for (const contender of contenders) results.push(await carriedBy(contender, problem));
    const best = Math.max(...results.map(([bps]) => bps));
    results.forEach(([bps, ms], at) => {
      const sum = sums[at];
      sum.share += bps / best / seeds;
      sum.worst = Math.min(sum.worst, bps / best);
      sum.ms += ms / seeds;
    });
  }
  process.stdout.write(`\n${name}: carried, as a share of the best of all (mean, worst), CPU ms\n`);
  contenders.forEach((contender, at) => {
    const { share, worst, ms } = sums[at];
    process.stdout.write(
      `  ${contender.name.padEnd(52)} ${(100 * share).toFixed(1).padStart(6)} % ${(100 * worst).toFixed(1).padStart(6)} % ${ms.toFixed(0).padStart(7)}\n`,
    );
  });
}
