// Why a plan moves each of its VMs: whom it talks to, what the move takes off the hub and costs, what would be without it or elsewhere.
import type { Problem } from "../model/problem.ts";
import type { Plan } from "../plan/plan.ts";
import { moveSeconds } from "../plan/throughput.ts";
import type { Move } from "../verify/plan-diff.ts";
import { isBetter } from "./explain-links.ts";
import { flowWays } from "./flow-ways.ts";
import type { Variant, Variants } from "./variants.ts";

/** Rates as observed, bit/s, both directions together. */
export interface MoveReason extends Move {
  readonly bps: number;
  /** The VMs that it talks to most, and where they would run. */
  readonly partners: readonly { readonly vm: number; readonly host: number; readonly bps: number }[];
  /** Of its traffic, what passes the hub at present and would no longer. */
  readonly offHubBps: number;
  /** For which it carries nothing; NaN = not known. */
  readonly downtimeSeconds: number;
  /** The plan with this VM where it is; undefined = there was no time to look. */
  readonly without?: Variant;
  /** The best other host for it. */
  readonly instead?: { readonly host: number } & Variant;
}

/** Own choices: enough to see what it is about. */
const mostPartners = 3;
const mostHosts = 8;

export async function explainMoves(
  problem: Problem,
  plan: Plan,
  moves: readonly Move[],
  variants: Variants,
): Promise<MoveReason[]> {
  const { network, observation } = problem;
  const traffic = trafficOf(problem, plan, new Set(moves.map(({ vm }) => vm)));
  const reasons: MoveReason[] = [];
  for (const move of moves) {
    const { vm, from, to } = move;
    const { partners, offHubBps } = traffic.get(vm) ?? { partners: new Map<number, number>(), offHubBps: 0 };
    const all = [...partners].sort((x, y) => y[1] - x[1] || x[0] - y[0]);
    const without = await variants.look({ mapping: elsewhere(plan.mapping, vm, from), links: plan.links });
    let instead: MoveReason["instead"];
    const near = all.map(([partner]) => plan.mapping[partner]);
    const others = [...new Set([...near, ...network.hosts.keys()])].filter(
      (host) => host >= 0 && host !== from && host !== to && host !== network.proxy,
    );
    for (const host of others.slice(0, mostHosts)) {
      const variant = await variants.look({ mapping: elsewhere(plan.mapping, vm, host), links: plan.links });
      if (variant === undefined) break;
      if (instead === undefined || isBetter(variant, instead)) instead = { host, ...variant };
    }
    reasons.push({
      ...move,
      bps: all.reduce((sum, [, bps]) => sum + bps, 0),
      partners: all
        .slice(0, mostPartners)
        .map(([partner, bps]) => ({ vm: partner, host: plan.mapping[partner], bps })),
      offHubBps,
      downtimeSeconds: moveSeconds(network, observation, vm, from, to),
      ...(without === undefined ? {} : { without }),
      ...(instead === undefined ? {} : { instead }),
    });
  }
  return reasons;
}

interface TrafficOfVm {
  readonly partners: Map<number, number>; // VM -> bit/s
  offHubBps: number;
}

function trafficOf(problem: Problem, plan: Plan, moved: ReadonlySet<number>): Map<number, TrafficOfVm> {
  const traffic = new Map<number, TrafficOfVm>();
  for (const { from, to, value, leavesHub } of flowWays(problem, plan)) {
    for (const [vm, partner] of [
      [from, to],
      [to, from],
    ] as const) {
      if (!moved.has(vm)) continue;
      const own = traffic.get(vm) ?? { partners: new Map<number, number>(), offHubBps: 0 };
      own.partners.set(partner, (own.partners.get(partner) ?? 0) + value);
      if (leavesHub) own.offHubBps += value;
      traffic.set(vm, own);
    }
  }
  return traffic;
}

function elsewhere(mapping: Int32Array, vm: number, host: number): Int32Array {
  const changed = mapping.slice();
  changed[vm] = host;
  return changed;
}
