// The planner `best-of`: never worse than any planner that it runs, by the policy's objective.
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Problem } from "../../../../engine/model/problem.ts";
import { PlannerRegistry } from "../../../../engine/plan/planner-registry.ts";
import { runPlanner, type PlannerAnswer } from "../../../../engine/plan/run-planner.ts";
import { runStages } from "../../../../engine/plan/run-stages.ts";
import { bestOf } from "../../../../engine/planners/best-of/best-of.ts";
import { builtInPlanners, defaultPlanners } from "../../../../engine/planners/built-in-planners.ts";
import { choosePlan } from "../../../../engine/verify/choose-plan.ts";
import { proposalScorer } from "../../../../engine/verify/score-proposal.ts";
import { linkOf, networkOf, observationOf, problemOf } from "../../../arbitraries/network-of.ts";
import { problems } from "../../../arbitraries/problem.ts";
import { scriptedPlanner } from "../../plan/scripted-planner.ts";
import { describePlanner } from "../../planner-conformance.ts";

const others = builtInPlanners.filter(({ name }) => name !== bestOf.name);
const few = { placement: "swap-descent", topology: "greedy-topology", forwarding: "shortest-path" };
describePlanner(bestOf, few, others); // all that it names by default would take a minute

const registry = new PlannerRegistry(builtInPlanners);
const settings = { seed: 1, steps: 1_000_000 };
const planning = { registry, defaults: defaultPlanners, settings };

describe("best-of", () => {
  it("is worth as much as the paper's three stages at least, and as what is there", () =>
    fc.assert(
      fc.asyncProperty(problems(), async (problem) => {
        const { outcome } = await runPlanner(registry, "best-of", {}, problem, settings);
        if (outcome.kind !== "plan") return;
        const score = proposalScorer(problem);
        const stages = await runStages({ do: "adapt", options: {} }, problem, planning);
        const chosen = choosePlan(problem, stages.kind === "candidates" ? stages.candidates : []);
        const other = chosen.kind === "chosen" ? score(chosen.candidate.plan) : -Infinity;
        const own = score(outcome.proposal);
        // Of two plans of which one moves more it may keep the one that moves less, if that is worse by the margin at most.
        expect(own).toBeGreaterThanOrEqual(other / 1.0500001);
        expect(own).toBeGreaterThanOrEqual(score({}) * (1 - 1e-9));
      }),
      { numRuns: 200 },
    ));

  it("takes the better of two topologies, whichever is named first", async () => {
    const network = networkOf({
      hosts: ["gw", "a", "b", "c"].map((name) => ({ name, slots: 1 })),
      vms: ["v", "w", "x"].map((name, at) => ({ name, on: at + 1 })),
      pathBps: (from, to) => (from * to === 0 ? 5e6 : 100e6),
    });
    const problem = problemOf(network, observationOf(network, [[0, 1, 5e6]]));
    const useless = scriptedPlanner("useless", () => ({
      kind: "plan",
      proposal: { links: [linkOf(2, 3)] },
      certificate: { kind: "none" },
    }));
    const all = new PlannerRegistry([...builtInPlanners, useless]);
    for (const topology of ["useless, greedy-topology", "greedy-topology useless"]) {
      const { outcome } = await runPlanner(all, "best-of", { topology }, problem, settings);
      expect(outcome).toMatchObject({ kind: "plan", proposal: { links: [linkOf(1, 2)] } });
    }
  });

  it("refuses a list that names nobody", async () => {
    const ask = (topology: string): Promise<PlannerAnswer> => {
      const network = networkOf({ hosts: ["gw", "a"], vms: [] });
      const problem: Problem = problemOf(network, observationOf(network, []));
      return runPlanner(registry, "best-of", { topology }, problem, settings);
    };
    expect((await ask(" , ")).outcome).toMatchObject({
      kind: "failed",
      reason: expect.stringContaining("expected names of planners, separated by commas"),
    });
  });
});
