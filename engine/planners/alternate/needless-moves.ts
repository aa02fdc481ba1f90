// Takes moves back that the plan is as good without: placements move all that fits better, whether or not it pays.
import type { Problem } from "../../model/problem.ts";
import { nameRanks } from "../../plan/name-order.ts";
import { movedVms } from "../../plan/plan.ts";
import type { PlanContext } from "../../plan/planner.ts";
import type { ScoredPlan } from "../../plan/stage-runner.ts";

export interface Completing {
  readonly complete: (mapping: Int32Array) => Promise<ScoredPlan | undefined>;
  readonly isBetter: (plan: ScoredPlan, than: ScoredPlan) => boolean;
}

/**
 * Groups of moves that touch the same hosts are taken back together (a swap of two VMs that fill their hosts has no half), by the name of their
 * first VM, and then VMs one by one. Ends with the budget.
 */
export async function withoutNeedlessMoves(
  problem: Problem,
  context: PlanContext,
  plan: ScoredPlan,
  { complete, isBetter }: Completing,
): Promise<ScoredPlan> {
  const present = problem.observation.mapping;
  let best = plan;
  const moved = movedVms(present, plan.proposal.mapping);
  const groups = groupsOf(problem, moved, plan.proposal.mapping);
  const single = groups.filter((group) => group.length > 1).flatMap((group) => group.map((vm) => [vm]));
  for (const group of [...(groups.length > 1 ? groups : []), ...single]) {
    if (!context.step()) break;
    const mapping = best.proposal.mapping.slice();
    for (const vm of group) mapping[vm] = present[vm];
    const without = await complete(mapping);
    if (without === undefined || without.moves >= best.moves || !isBetter(without, best)) continue;
    best = without;
    context.improve(best.proposal);
  }
  return best;
}

/** VMs whose moves are joined by a host that one leaves and another enters. */
function groupsOf(
  { network, observation }: Problem,
  moved: readonly number[],
  mapping: Int32Array,
): number[][] {
  const rank = nameRanks(network.vms);
  const groupOf = new Int32Array(network.hosts.length).map((_, host) => host);
  const rootOf = (host: number): number =>
    groupOf[host] === host ? host : (groupOf[host] = rootOf(groupOf[host]));
  for (const vm of moved) groupOf[rootOf(observation.mapping[vm])] = rootOf(mapping[vm]);
  const groups = new Map<number, number[]>();
  for (const vm of [...moved].sort((x, y) => rank[x] - rank[y])) {
    const root = rootOf(mapping[vm]);
    groups.set(root, [...(groups.get(root) ?? []), vm]);
  }
  return [...groups.values()];
}
