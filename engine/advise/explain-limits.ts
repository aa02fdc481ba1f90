// How far a plan uses each limit of its policy, and what one unit more of it would bring.
import type { LimitId } from "../../lang/ir/policy-ir.ts";
import type { Firing } from "../decide/firing.ts";
import type { Limit, Problem } from "../model/problem.ts";
import { planFiring, type FiringPlan } from "../plan-firing.ts";
import { presentPlan } from "../plan/plan.ts";
import type { Planning } from "../plan/run-stages.ts";
import { amountOf } from "../verify/verify-limits.ts";

/** Amounts in the limit's unit. */
export interface LimitUse {
  readonly limit: Limit;
  /** By the plan; what is spent already included. */
  readonly used: number;
  /** What "one unit" is here. */
  readonly unit: number;
  /** The plan of the same rule with one unit more. */
  readonly relaxed: FiringPlan;
  /** Whether one unit more would bring more: then it is this limit that holds the plan back. */
  readonly binds: boolean;
}

/** One link, one move; of what is continuous an amount that people would give at a time. Own choice. */
export const limitUnits: Readonly<Record<LimitId, number>> = {
  links: 1,
  "fan-out": 1,
  migrations: 1,
  cost: 1,
  downtime: 1, // second
  coverage: 0.01,
  bandwidth: 1e6, // bit/s
};

/** Gains are sums of floating point numbers. */
const noise = 1e-6;

export async function explainLimits(
  firing: Firing,
  problem: Problem,
  found: FiringPlan,
  planning: Planning,
): Promise<LimitUse[]> {
  const plan = found.kind === "chosen" ? found.plan : presentPlan(problem.observation);
  const uses: LimitUse[] = [];
  for (const limit of problem.limits) {
    const unit = limitUnits[limit.id];
    const limits = problem.limits.map((other) =>
      other === limit ? { ...limit, value: limit.value + unit } : other,
    );
    const relaxed = await planFiring(firing, { ...problem, limits }, planning);
    const used = limit.spent + amountOf(limit, problem, plan);
    uses.push({ limit, used, unit, relaxed, binds: gained(relaxed) > gained(found) + noise });
  }
  return uses;
}

function gained(plan: FiringPlan): number {
  return plan.kind === "chosen" && !Number.isNaN(plan.gain) ? plan.gain : 0;
}
