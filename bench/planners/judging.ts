// How long it takes to judge plans, beside making one: predict, verify, compare and choose, at 10,000 VMs, 1,000 hosts, 200,000 flows.
import { presentPlan } from "../../engine/plan/plan.ts";
import { PlannerRegistry } from "../../engine/plan/planner-registry.ts";
import { runStages } from "../../engine/plan/run-stages.ts";
import { builtInPlanners, defaultPlanners } from "../../engine/planners/built-in-planners.ts";
import { choosePlan } from "../../engine/verify/choose-plan.ts";
import { diffPlans } from "../../engine/verify/plan-diff.ts";
import { predict } from "../../engine/verify/predict.ts";
import { verifyPlan } from "../../engine/verify/verify-plan.ts";
import { largeProblem } from "./large-network.ts";

const isShort = process.argv.includes("--short");
const sizes = [
  { vms: 1000, hosts: 100, flows: 20_000 },
  ...(isShort ? [] : [{ vms: 10_000, hosts: 1000, flows: 200_000 }]),
];
const planning = {
  registry: new PlannerRegistry(builtInPlanners),
  defaults: defaultPlanners,
  settings: { seed: 1, steps: 1_000_000 },
};

/** CPU time of a call (others' load does not show in it), ms; the median of five after one that is not counted. */
function median(call: () => unknown): number {
  call();
  const times = Array.from({ length: 5 }, () => {
    const start = process.cpuUsage();
    call();
    return cpuMilliseconds(start);
  });
  return times.sort((x, y) => x - y)[2] ?? NaN;
}

function cpuMilliseconds(since: NodeJS.CpuUsage): number {
  const { user, system } = process.cpuUsage(since);
  return (user + system) / 1000;
}

for (const size of sizes) {
  const problem = largeProblem({ ...size, pattern: "groups" });
  const { network, observation } = problem;
  const start = process.cpuUsage();
  const answer = await runStages({ do: "connect", options: {} }, problem, planning);
  const made = cpuMilliseconds(start);
  if (answer.kind === "none") throw new Error(answer.reason);
  const plan = answer.candidates.at(-1)!.plan;
  const present = presentPlan(observation);
  const rows = {
    "make (connect, defaults, once)": made,
    "predict the present": median(() => predict(network, observation, present)),
    "predict the plan": median(() => predict(network, observation, plan)),
    "verify the plan": median(() => verifyPlan(problem, plan)),
    "compare both": median(() => diffPlans(network, present, plan)),
    "choose of two candidates": median(() => choosePlan(problem, answer.candidates)),
  };
  process.stdout.write(
    `\n${size.vms} VMs, ${size.hosts} hosts, ${size.flows} flows; ${plan.links.length} links\n`,
  );
  for (const [what, ms] of Object.entries(rows))
    process.stdout.write(`  ${what.padEnd(30)} ${ms.toFixed(1).padStart(9)} ms\n`);
}
