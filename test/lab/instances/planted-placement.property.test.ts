// Planted cliques: the planted placement has the stated cost, no planner beats it, and the exact one finds it.
import fc from "fast-check";
import { expect, it } from "vitest";
import { builtInPlanners } from "../../../engine/planners/built-in-planners.ts";
import { PlannerRegistry } from "../../../engine/plan/planner-registry.ts";
import { runPlanner } from "../../../engine/plan/run-planner.ts";
import { seededRandom } from "../../../engine/plan/seeded-random.ts";
import { plantedCliques } from "../../../lab/instances/planted-placement.ts";
import { placementCostOf } from "../../engine/planners/placement-cost-of.ts";

const registry = new PlannerRegistry(builtInPlanners);

it("is optimal as planted, and found by the planners that go on past a local optimum", () =>
  fc.assert(
    fc.asyncProperty(fc.integer({ min: 1, max: 3 }), fc.nat(4), fc.nat(1e6), async (clusters, more, seed) => {
      const options = { clusters, perCluster: 2 + more, nearBps: 100e6, farBps: 10e6 };
      const { problem, optimal, cost } = plantedCliques(options, seededRandom(seed));
      expect(placementCostOf(problem, optimal)).toBeCloseTo(cost, 9);
      const found = async (planner: string): Promise<number> => {
        const { outcome } = await runPlanner(registry, planner, {}, problem, { seed: 1, steps: 20_000 });
        if (outcome.kind !== "plan") throw new Error(outcome.kind);
        return placementCostOf(problem, outcome.proposal.mapping ?? problem.chosen.mapping);
      };
      for (const planner of ["swap-descent", "multilevel"])
        expect(await found(planner)).toBeGreaterThanOrEqual(cost * (1 - 1e-9));
      for (const planner of ["robust-tabu", "exact"]) expect(await found(planner)).toBeCloseTo(cost, 9);
    }),
    { numRuns: 25 },
  ));
