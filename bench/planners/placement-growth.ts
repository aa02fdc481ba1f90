// How the time of placement planners grows with the network: 250 to 10,000 VMs, ten a host, twenty flows each.
import { PlannerRegistry } from "../../engine/plan/planner-registry.ts";
import { runPlanner } from "../../engine/plan/run-planner.ts";
import { builtInPlanners } from "../../engine/planners/built-in-planners.ts";
import { placementInstance } from "../../engine/plan/placement-instance.ts";
import { PlacementState } from "../../engine/plan/placement-state.ts";
import { largeProblem } from "./large-network.ts";

/** One move costs as much at any budget, so the tabu search is given a fixed number of them. `exact` proves nothing at these sizes. */
const planners = [
  { name: "greedy-migration", options: {}, label: "greedy-migration" },
  { name: "swap-descent", options: {}, label: "swap-descent" },
  { name: "multilevel", options: {}, label: "multilevel" },
  { name: "robust-tabu", options: { iterations: 2000 }, label: "robust-tabu, 2,000 iterations" },
] as const;

export async function measurePlacementGrowth(isShort: boolean): Promise<void> {
  const sizes = isShort ? [250, 1000] : [250, 500, 1000, 2000, 4000, 10_000];
  const registry = new PlannerRegistry(builtInPlanners);
  const settings = { seed: 1, steps: 10_000_000 };
  process.stdout.write(
    "\nPlacement: processor seconds by VMs, growth exponent from 1,000 on, cost as a share of the present mapping's\n\n",
  );
  process.stdout.write(`| planner | ${sizes.join(" | ")} | exponent | cost at ${sizes.at(-1)} |\n`);
  process.stdout.write(`| --- |${" --: |".repeat(sizes.length + 2)}\n`);
  for (const { name, options, label } of planners) {
    const points: { vms: number; seconds: number }[] = [];
    let share = NaN;
    for (const vms of sizes) {
      const problem = largeProblem({ hosts: vms / 10, vms, flows: 20 * vms, pattern: "random" });
      await runPlanner(registry, name, options, problem, { ...settings, steps: 1000 }); // warm
      const start = process.cpuUsage().user;
      const { outcome } = await runPlanner(registry, name, options, problem, settings);
      points.push({ vms, seconds: (process.cpuUsage().user - start) / 1e6 });
      const mapping = outcome.kind === "plan" ? outcome.proposal.mapping : undefined;
      const costOf = (chosen: Int32Array): number =>
        new PlacementState(placementInstance({ ...problem, chosen: { mapping: chosen, links: [] } })).cost();
      share = costOf(mapping ?? problem.chosen.mapping) / costOf(problem.chosen.mapping);
    }
    const times = points.map(({ seconds }) => seconds.toFixed(2)).join(" | ");
    process.stdout.write(
      `| ${label} | ${times} | ${exponentOf(points.filter(({ vms }) => isShort || vms >= 1000)).toFixed(2)} | ${share.toFixed(3)} |\n`,
    );
  }
}

/** The slope of the line of least squares through the logarithms. */
function exponentOf(points: readonly { vms: number; seconds: number }[]): number {
  const logs = points.map(({ vms, seconds }) => [Math.log(vms), Math.log(seconds)] as const);
  const [meanX, meanY] = [0, 1].map((at) => logs.reduce((sum, log) => sum + log[at], 0) / logs.length);
  const above = logs.reduce((sum, [x, y]) => sum + (x - meanX) * (y - meanY), 0);
  return above / logs.reduce((sum, [x]) => sum + (x - meanX) ** 2, 0);
}
