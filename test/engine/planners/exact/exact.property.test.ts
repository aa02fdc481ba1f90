// `exact` against trying everything, and what more budget does.
import fc from "fast-check";
import { expect, it } from "vitest";
import type { Problem } from "../../../../engine/model/problem.ts";
import { costOf } from "../../../../engine/plan/placement-cost.ts";
import { placementInstance, mappingOf } from "../../../../engine/plan/placement-instance.ts";
import { PlannerRegistry } from "../../../../engine/plan/planner-registry.ts";
import { runPlanner } from "../../../../engine/plan/run-planner.ts";
import { exact } from "../../../../engine/planners/exact/exact.ts";
import { verifyPlacement } from "../../../../engine/verify/verify-placement.ts";
import { verifyLimits } from "../../../../engine/verify/verify-limits.ts";
import { presentPlan } from "../../../../engine/plan/plan.ts";
import { problems } from "../../../arbitraries/problem.ts";
import { placementCostOf } from "../placement-cost-of.ts";

const registry = new PlannerRegistry([exact]);

async function run(problem: Problem, steps: number): Promise<{ mapping: Int32Array; isProved: boolean }> {
  const { outcome } = await runPlanner(registry, "exact", {}, problem, { seed: 1, steps });
  if (outcome.kind !== "plan") throw new Error(outcome.kind);
  return {
    mapping: outcome.proposal.mapping ?? problem.chosen.mapping,
    isProved: outcome.certificate.kind === "optimal",
  };
}

/** The least cost of all mappings of units to hosts that the verifier accepts. */
function leastOfAll(problem: Problem): number {
  const instance = placementInstance(problem);
  const { units, hosts } = instance.cost;
  const hostOf = instance.start.slice();
  let least = Infinity;
  const isAllowed = (): boolean => {
    const plan = { ...presentPlan(problem.observation), mapping: mappingOf(instance, hostOf) };
    return (
      verifyPlacement(problem, plan).length === 0 &&
      verifyLimits(problem, plan).every(({ limit }) => limit !== "migrations" && limit !== "downtime")
    );
  };
  const place = (unit: number): void => {
    if (unit === units) {
      const cost = costOf(instance.cost, hostOf);
      if (cost < least && isAllowed()) least = cost;
      return;
    }
    for (let host = 0; host < hosts; host++) {
      hostOf[unit] = host;
      place(unit + 1);
    }
  };
  place(0);
  return least;
}

it("costs what the cheapest of all allowed placements costs", () =>
  fc.assert(
    fc.asyncProperty(problems({ hosts: 3, vms: 7 }), async (drawn) => {
      const problem = { ...drawn, from: -1 }; // which VMs are to leave comes before the cost
      const { mapping, isProved } = await run(problem, 1e6);
      expect(isProved).toBe(true);
      const least = leastOfAll(problem);
      expect(placementCostOf(problem, mapping)).toBeLessThanOrEqual(least * (1 + 1e-9));
      expect(placementCostOf(problem, mapping)).toBeGreaterThanOrEqual(least * (1 - 1e-9));
    }),
    { numRuns: 100 },
  ));

it("costs no more with more steps", () =>
  fc.assert(
    fc.asyncProperty(problems(), fc.nat(300), fc.nat(300), async (drawn, few, more) => {
      const problem = { ...drawn, from: -1 };
      const [short, long] = [await run(problem, few), await run(problem, few + more)];
      const price = ({ mapping }: { mapping: Int32Array }): number => placementCostOf(problem, mapping);
      expect(price(long)).toBeLessThanOrEqual(price(short) * (1 + 1e-9));
    }),
    { numRuns: 200 },
  ));
