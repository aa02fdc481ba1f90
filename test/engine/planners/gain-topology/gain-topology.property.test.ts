// The gain topology against every set of links that the limits allow, with and without a solver.
import fc from "fast-check";
import { afterAll, describe, expect, it } from "vitest";
import { openSolver } from "../../../../controller/index.ts";
import type { LinearSolver } from "../../../../engine/plan/linear-program.ts";
import { PlannerRegistry } from "../../../../engine/plan/planner-registry.ts";
import { runPlanner } from "../../../../engine/plan/run-planner.ts";
import { gainTopology } from "../../../../engine/planners/gain-topology/gain-topology.ts";
import { problems, type ProblemBounds } from "../../../arbitraries/problem.ts";
import { gainOfLinks, mostGain } from "./best-gain.ts";

const registry = new PlannerRegistry([gainTopology]);
const solver = openSolver();
afterAll(() => solver?.close());

/** Runs the planner on random problems, holds its certificate against the best set of links, and says which kinds it gave. */
async function certificatesOf(
  bounds: Partial<ProblemBounds>,
  using: LinearSolver | undefined,
  numRuns: number,
): Promise<string[]> {
  const kinds = new Set<string>();
  await fc.assert(
    fc.asyncProperty(problems({ hosts: 5, ...bounds }), async (problem) => {
      const settings = { seed: 1, steps: 1e6, solver: using };
      const { outcome } = await runPlanner(registry, "gain-topology", {}, problem, settings);
      const most = mostGain(problem);
      expect(outcome.kind).toBe(most < 0 ? "infeasible" : "plan");
      if (outcome.kind !== "plan") return;
      const { certificate } = outcome;
      const gain = gainOfLinks(problem, outcome.proposal.links ?? []);
      kinds.add(certificate.kind);
      const gap = certificate.kind === "gap" ? certificate.gap : 0;
      expect(gain).toBeGreaterThanOrEqual(most * (1 - gap - 1e-7));
      expect(gain).toBeLessThanOrEqual(most * (1 + 1e-9));
    }),
    { numRuns },
  );
  return [...kinds].sort();
}

describe("gain-topology", () => {
  it.each(["links", "cost", "bandwidth", "coverage"] as const)(
    "is optimal under `%s` alone",
    async (limit) => {
      expect(await certificatesOf({ limits: [limit] }, undefined, 200)).toEqual(["optimal"]);
    },
  );

  it("says truly how far it can be from the best without a solver", async () => {
    expect(await certificatesOf({}, undefined, 500)).toContain("optimal");
  });

  it.skipIf(solver === undefined)("is optimal under any limits with a solver", async () => {
    expect(await certificatesOf({}, solver, 300)).toEqual(["optimal"]);
  });
});
