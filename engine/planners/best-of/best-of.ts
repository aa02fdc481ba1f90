// Runs other planners and keeps what is best by the policy's objective: every placement with every topology and every forwarding.
import { z } from "zod";
import { limitIds } from "../../../lang/ir/limit-ids.ts";
import type { Problem, Proposal } from "../../model/problem.ts";
import type { PlanContext, Planner } from "../../plan/planner.ts";
import { plannerNames } from "../../plan/planner-names.ts";
import { StageRunner, type ScoredPlan } from "../../plan/stage-runner.ts";

const options = z.strictObject({
  placement: plannerNames("greedy-migration, swap-descent, multilevel"),
  topology: plannerNames("greedy-topology, gain-topology"),
  forwarding: plannerNames("shortest-path, widest-path"),
});

type Options = z.infer<typeof options>;

/**
 * VMs where they are is always one of the placements, and the present one of the plans. A placement gets an equal share of what is left of the
 * budget; one that moves more VMs must be better by 5 %. Ties keep what was named first.
 */
export const bestOf: Planner<Options> = {
  name: "best-of",
  contract: 1,
  stage: "all",
  objective: "the policy's own, the best of what other planners bring",
  supports: ["pins", "together", "apart", "capacities", "moves", "from", ...limitIds],
  options,
  create: (named) => async (problem, context) => {
    const best = await search(named, problem, context);
    return { kind: "plan", proposal: best?.proposal ?? {}, certificate: { kind: "none" } };
  },
};

async function search(
  named: Options,
  problem: Problem,
  context: PlanContext,
): Promise<ScoredPlan | undefined> {
  const runner = new StageRunner(problem, context);
  const present = runner.present();
  let best: ScoredPlan | undefined;
  const consider = (plan: ScoredPlan): void => {
    if (!runner.isBetter(plan, best ?? present)) return;
    best = plan;
    context.improve(plan.proposal);
  };
  for (const mapping of await mappings(named, problem, context, runner)) {
    for (const topology of named.topology) {
      for (const forwarding of named.forwarding) {
        if (!context.step()) return best;
        const plan = await runner.complete(mapping, { topology, forwarding });
        if (plan !== undefined) consider(plan);
      }
    }
  }
  return best;
}

/** The present mapping first, then what each placement proposes. */
async function mappings(
  { placement }: Options,
  problem: Problem,
  context: PlanContext,
  runner: StageRunner,
): Promise<Int32Array[]> {
  const found = [problem.chosen.mapping];
  if (problem.deciding === "topology" || problem.deciding === "forwarding") return found;
  for (const [at, name] of placement.entries()) {
    const share = Math.floor(context.stepsLeft / (placement.length - at + 1));
    const { mapping }: Proposal = (await runner.propose(name, problem, share)) ?? {};
    if (mapping !== undefined && !found.some((other) => other.every((host, vm) => host === mapping[vm])))
      found.push(mapping);
  }
  return found;
}
