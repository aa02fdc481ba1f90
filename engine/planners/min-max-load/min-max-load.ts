// Forwarding that keeps the busiest link or card as little busy as it can, and says how far that is from the best.
import { z } from "zod";
import type { Route } from "../../model/route.ts";
import { isStarWalk } from "../../plan/link-graph.ts";
import type { Certificate, PlanContext, Planner, PlannerRun } from "../../plan/planner.ts";
import { commoditiesOf } from "./commodities.ts";
import { descend } from "./descend.ts";
import { flowNetwork, type FlowNetwork } from "./flow-network.ts";
import { drawPaths, improvePaths, loadOf, type Assigned } from "./single-paths.ts";
import { solveConcurrentFlow } from "./solve-concurrent-flow.ts";
import { SplitFlow } from "./split-flow.ts";

const options = z.strictObject({
  /** How often paths are drawn from the flow that may split; the best draw counts. */
  draws: z.int().min(0).max(1000).default(8),
});

/**
 * Relative load: demand over capacity, of a directed path of the underlay (bounded by both cards) and of each card in and out; of unknown
 * capacity: 0. First the flow that may split with the least peak, the maximum concurrent flow: by descent; then one path
 * for each directed pair of VMs, drawn from it at random by the seed, the best of `draws` + 1; then pairs leave the busiest resource
 * wherever that helps. Where a solver is there and this is not known to be optimal, the same again from the flow that linear programs find. The peak of the split flow's dual bounds any plan's, so a plan carries
 * its gap, with a solver or without.
 *
 * Pairs that stay on the star get no route. A step is about 50 edges of a search; with no budget left the best so far is the answer.
 */
export const minMaxLoad: Planner<z.infer<typeof options>> = {
  name: "min-max-load",
  contract: 1,
  stage: "forwarding",
  objective: "least peak of relative load over links and cards",
  supports: [],
  options,
  create: (settings) => (problem, context) => plan(settings.draws, problem, context),
};

const edgesPerStep = 50;

async function plan(
  draws: number,
  problem: Parameters<PlannerRun>[0],
  context: Parameters<PlannerRun>[1],
): Promise<Awaited<ReturnType<PlannerRun>>> {
  const network = flowNetwork(problem);
  const price = 1 + Math.floor(network.from.length / edgesPerStep);
  const goOn = (): boolean => context.step(price);
  const flow = new SplitFlow(network, commoditiesOf(problem, network));
  descend(flow, goOn);
  let best = singlePaths(flow, draws, context, goOn);
  if (context.solve !== undefined && best.peak > flow.bound * (1 + noise)) {
    await solveConcurrentFlow(flow, context.solve, goOn);
    const again = singlePaths(flow, draws, context, goOn);
    if (again.peak < best.peak) best = again;
  }
  return {
    kind: "plan",
    proposal: { routes: routesOf(network, best.assigned) },
    certificate: certify(best.peak, flow.bound),
  };
}

/** The best draw, improved. */
function singlePaths(
  flow: SplitFlow,
  draws: number,
  context: PlanContext,
  goOn: () => boolean,
): { readonly assigned: Assigned[]; readonly peak: number } {
  const { network } = flow;
  let assigned = drawPaths(flow);
  let { peak } = loadOf(network, assigned);
  for (let draw = 0; draw < draws && context.step(); draw++) {
    const drawn = drawPaths(flow, context.random);
    const itsPeak = loadOf(network, drawn).peak;
    if (itsPeak < peak) [assigned, peak] = [drawn, itsPeak];
  }
  improvePaths(network, assigned, goOn);
  return { assigned, peak: loadOf(network, assigned).peak };
}

function routesOf({ hostAt, to, proxy }: FlowNetwork, assigned: readonly Assigned[]): Route[] {
  return assigned.flatMap(({ pair, start, edges }) => {
    const walk = [start, ...edges.map((edge) => to[edge])];
    if (isStarWalk(walk, proxy) || edges.length === 0) return [];
    return [{ from: pair.from, to: pair.to, hosts: walk.map((host) => hostAt[host]) }];
  });
}

/** Rounding makes two equal peaks differ by far less than this share. Own choice. */
const noise = 1e-9;

function certify(peak: number, bound: number): Certificate {
  const by = "maximum concurrent flow";
  if (peak <= bound * (1 + noise)) return { kind: "optimal", by };
  return { kind: "gap", gap: (peak - bound) / bound, by };
}
