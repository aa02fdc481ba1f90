// Placement, then links and routes for it, then placement for those links, and so on, as long as the policy's objective gets better.
import { z } from "zod";
import { limitIds } from "../../../lang/ir/limit-ids.ts";
import type { Problem } from "../../model/problem.ts";
import { overlayRates } from "../../plan/overlay-rates.ts";
import { plannerNames } from "../../plan/planner-names.ts";
import type { PlanContext, Planner } from "../../plan/planner.ts";
import { StageRunner, type ScoredPlan } from "../../plan/stage-runner.ts";
import { withoutNeedlessMoves } from "./needless-moves.ts";

const name = (planner: string) => z.string().min(1).default(planner);

const options = z.strictObject({
  /** Most rounds, a count. */
  rounds: z.int().min(1).max(100).default(8),
  placement: plannerNames("swap-descent, greedy-migration"),
  topology: name("greedy-topology"),
  forwarding: name("shortest-path"),
});

type Options = z.infer<typeof options>;

/**
 * The first plan leaves VMs where they are. Each round places VMs anew, by each of the placements, from the best plan so far, once for what the underlay gives (links can
 * follow the VMs) and once for what the overlay of that plan gives (VMs follow the links), completes both with links and routes,
 * and keeps what is better; moves are priced in, and one that moves more VMs must be better by 5 %. It ends with the first
 * round that is not better, with the rounds, or with the budget. Last, moves that do not pay for themselves are taken back.
 */
export const alternate: Planner<Options> = {
  name: "alternate",
  contract: 1,
  stage: "all",
  objective: "the policy's own, over placement, links and routes together",
  supports: ["pins", "together", "apart", "capacities", "moves", "from", ...limitIds],
  options,
  create: (given) => async (problem, context) => {
    const best = await search(given, problem, context);
    return { kind: "plan", proposal: best?.proposal ?? {}, certificate: { kind: "none" } };
  },
};

async function search(
  given: Options,
  problem: Problem,
  context: PlanContext,
): Promise<ScoredPlan | undefined> {
  const runner = new StageRunner(problem, context);
  const present = runner.present();
  let best: ScoredPlan | undefined;
  const consider = (plan: ScoredPlan | undefined): boolean => {
    if (plan === undefined || !runner.isBetter(plan, best ?? present)) return false;
    best = plan;
    context.improve(plan.proposal);
    return true;
  };
  consider(await runner.complete(problem.chosen.mapping, given));
  if (problem.deciding === "topology" || problem.deciding === "forwarding") return best;
  const share = Math.floor(context.stepsLeft / (2 * given.placement.length * given.rounds + 2));
  for (let round = 0; round < given.rounds && context.step(); round++) {
    let hasImproved = false;
    for (const asked of views(problem, best ?? present)) {
      for (const placement of given.placement) {
        const { mapping } = (await runner.propose(placement, asked, share)) ?? {};
        if (mapping !== undefined && consider(await runner.complete(mapping, given))) hasImproved = true;
      }
    }
    if (!hasImproved) break;
  }
  if (best === undefined || best.moves === 0) return best;
  const complete = (mapping: Int32Array) => runner.complete(mapping, given);
  return withoutNeedlessMoves(problem, context, best, {
    complete,
    isBetter: (x, y) => runner.isBetter(x, y),
  });
}

/** The placement's problem, begun from a plan: on the underlay, and on the overlay of that plan. */
function views(problem: Problem, { proposal }: ScoredPlan): Problem[] {
  const { network, observation } = problem;
  const { mapping, links } = proposal;
  const chosen = { mapping, links };
  const pathRate = overlayRates(network, observation, links);
  return [
    { ...problem, chosen },
    { ...problem, chosen, observation: { ...observation, pathRate } },
  ];
}
