// Robust tabu: what more iterations do, and that it never costs more than the descent it starts with.
import fc from "fast-check";
import { expect, it } from "vitest";
import type { Problem } from "../../../../engine/model/problem.ts";
import { PlannerRegistry } from "../../../../engine/plan/planner-registry.ts";
import { runPlanner } from "../../../../engine/plan/run-planner.ts";
import { robustTabu } from "../../../../engine/planners/robust-tabu/robust-tabu.ts";
import { swapDescent } from "../../../../engine/planners/swap-descent/swap-descent.ts";
import { problems } from "../../../arbitraries/problem.ts";
import { placementCostOf } from "../placement-cost-of.ts";

const registry = new PlannerRegistry([robustTabu, swapDescent]);

async function price(problem: Problem, planner: string, options: object, steps = 1e5): Promise<number> {
  const { outcome } = await runPlanner(registry, planner, options, problem, { seed: 1, steps });
  if (outcome.kind !== "plan") throw new Error(outcome.kind);
  return placementCostOf(problem, outcome.proposal.mapping ?? problem.chosen.mapping);
}

const anyFrom = problems().map((problem) => ({ ...problem, from: -1 }));

it("costs no more with more iterations, with more steps, and than swap descent", () =>
  fc.assert(
    fc.asyncProperty(anyFrom, fc.nat(30), fc.nat(30), async (problem, few, more) => {
      const long = await price(problem, "robust-tabu", { iterations: few + more });
      const most = 1 + 1e-9;
      expect(long).toBeLessThanOrEqual((await price(problem, "robust-tabu", { iterations: few })) * most);
      expect(long).toBeLessThanOrEqual((await price(problem, "swap-descent", {})) * most);
      const options = { iterations: 60 };
      const starved = await price(problem, "robust-tabu", options, few);
      expect(await price(problem, "robust-tabu", options, few + more)).toBeLessThanOrEqual(starved * most);
    }),
    { numRuns: 200 },
  ));
