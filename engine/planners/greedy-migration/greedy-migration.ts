// The paper's greedy migration (§3.2): the pairs of VMs that exchange most go to the pairs of daemons with the fastest paths.
import { z } from "zod";
import type { Problem } from "../../model/problem.ts";
import { nameRanks } from "../../plan/name-order.ts";
import { movedVms } from "../../plan/plan.ts";
import type { Planner, PlannerRun } from "../../plan/planner.ts";
import { moveSeconds } from "../../plan/throughput.ts";
import { isWithinLimit } from "../../plan/within-limit.ts";
import { daemonList, vmList, type PairList } from "./pair-lists.ts";
import { placementBudget } from "../../plan/placement-budget.ts";
import { placementUnits } from "../../plan/placement-units.ts";
import type { Start } from "./placement.ts";
import { runTwoPasses, type Lists } from "./two-passes.ts";

const options = z.strictObject({});

/**
 * 1 The daemon pairs' intensities follow from the VM list and the present mapping (the paper lists this step and uses it
 * nowhere); 2 VM pairs by decreasing intensity; 3 daemon pairs by decreasing throughput; 4 first pass: each VM pair
 * neither of whose VMs is mapped goes to the first daemon pair on which nothing has been mapped yet; 5, 6 second pass: each
 * straggler, in list order, goes to the daemon with the highest throughput to where its mapped partner is; 7 the difference
 * to the present mapping is the list of migrations.
 *
 * What the paper leaves open. Ties break by name. The two directions of a VM pair are added; of a daemon pair the smaller
 * throughput counts, which is the path's rate bounded by both cards, unknown last. The first VM by name takes the first
 * daemon by name. The Proxy hosts no VM. When no untouched daemon pair has room, both VMs are stragglers. The second pass
 * starts again at the top while it places any; if only pairs without a mapped VM are left, the first VM of the first of them
 * goes to the first daemon with room in step 3's list. A straggler needs room on another daemon than its partner's, else
 * takes its partner's. A VM that talks to nobody stays and takes up room. VMs that must be together are placed as one, and what
 * they say to each other counts for nothing. Pinned VMs are mapped from the start. If a VM finds no room, nothing moves.
 *
 * `from` maps all VMs of other hosts where they are and is itself no choice. When more VMs would move than `moves` or
 * `migrations` allow, only as many as that, in the order of the VM list, are placed anew and the others are mapped where they are.
 * More `downtime` than allowed is `infeasible`. One step per VM pair and per straggler.
 */
export const greedyMigration: Planner<z.infer<typeof options>> = {
  name: "greedy-migration",
  contract: 1,
  stage: "placement",
  objective: "the strongest pairs on the fastest paths",
  supports: ["pins", "together", "apart", "capacities", "moves", "from", "migrations", "downtime"],
  options,
  create: () => plan,
};

const plan: PlannerRun = (problem, context) => {
  const { network, observation, chosen, limits } = problem;
  const present = chosen.mapping;
  const vmRank = nameRanks(network.vms);
  const hostRank = nameRanks(network.hosts);
  const isSeen = (vm: number): boolean => present[vm] >= 0;
  const unitOf = placementUnits(network.vms.length, network.together, isSeen);
  const vmPairs = vmList(
    observation,
    vmRank,
    (vm, other) => isSeen(vm) && isSeen(other) && !unitOf[vm].includes(other),
  );
  const lists: Lists = { vmPairs, daemonPairs: daemonList(network, observation, hostRank), hostRank };
  const movable = (vm: number): boolean => isSeen(vm) && (problem.from < 0 || present[vm] === problem.from);
  const run = (mayMove: (vm: number) => boolean): Int32Array | undefined =>
    runTwoPasses(startOf(problem, vmPairs, unitOf, mayMove), lists, () => context.step());

  const most = placementBudget(problem).mostMoves;
  let mapping = run(movable);
  if (mapping !== undefined && movedVms(present, mapping).length > most) {
    const first = firstOfList(vmPairs, unitOf, movable, most);
    mapping = run((vm) => first.has(vm));
  }
  if (mapping === undefined || movedVms(present, mapping).length > most) {
    const message = "the mapping stays: no host has room for a VM that would have to move";
    context.note({ id: "plan/mapping-stays", severity: "info", message });
    return { kind: "plan", proposal: {}, certificate: { kind: "none" } };
  }
  let seconds = 0;
  for (const vm of movedVms(present, mapping))
    seconds += moveSeconds(network, observation, vm, present[vm], mapping[vm]);
  const needed = Number.isNaN(seconds) ? Infinity : seconds;
  const broken = limits.find(
    (limit) => limit.id === "downtime" && !isWithinLimit(limit, limit.spent + needed),
  );
  if (broken !== undefined && needed > 0)
    return { kind: "infeasible", limit: "downtime", needed, available: broken.value - broken.spent };
  return { kind: "plan", proposal: { mapping }, certificate: { kind: "none" } };
};

/** Who is mapped from the start, who merely stays. Those that may not move are mapped where they are, before pins. */
function startOf(
  { network, chosen: { mapping: present }, from }: Problem,
  vmPairs: PairList,
  unitOf: Start["unitOf"],
  mayMove: (vm: number) => boolean,
): Start {
  const talks = new Uint8Array(network.vms.length);
  for (const vm of vmPairs.first) talks[vm] = 1;
  for (const vm of vmPairs.second) talks[vm] = 1;
  const fixed = new Int32Array(network.vms.length).fill(-1);
  const stays = new Uint8Array(network.vms.length);
  unitOf.forEach((unit, vm) => {
    const isHeld = !unit.every(mayMove);
    const pinned = unit.find((member) => network.vms[member].pinnedTo >= 0);
    const isQuiet = !unit.some((member) => talks[member] === 1);
    if (isQuiet && (isHeld || pinned === undefined)) stays[vm] = 1;
    else if (isHeld) fixed[vm] = present[vm];
    else if (pinned !== undefined) fixed[vm] = network.vms[pinned].pinnedTo;
  });
  return { network, present, fixed, stays, unitOf, leaving: from };
}

/** The first VMs of the list that may move, at most so many; VMs that must be together come in as one or not at all. */
function firstOfList(
  vmPairs: PairList,
  unitOf: Start["unitOf"],
  mayMove: (vm: number) => boolean,
  most: number,
): ReadonlySet<number> {
  const first = new Set<number>();
  for (let pair = 0; pair < vmPairs.first.length && first.size < most; pair++) {
    for (const vm of [vmPairs.first[pair], vmPairs.second[pair]]) {
      const unit = unitOf[vm];
      if (first.has(vm) || !unit.every(mayMove) || first.size + unit.length > most) continue;
      for (const member of unit) first.add(member);
    }
  }
  return first;
}
