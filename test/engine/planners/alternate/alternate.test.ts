// The planner `alternate`: what it finds that one pass through the stages does not, and what it leaves alone.
import { describe, expect, it } from "vitest";
import type { Problem } from "../../../../engine/model/problem.ts";
import { PlannerRegistry } from "../../../../engine/plan/planner-registry.ts";
import { runPlanner, type PlannerAnswer } from "../../../../engine/plan/run-planner.ts";
import { runStages } from "../../../../engine/plan/run-stages.ts";
import { alternate } from "../../../../engine/planners/alternate/alternate.ts";
import { builtInPlanners, defaultPlanners } from "../../../../engine/planners/built-in-planners.ts";
import { choosePlan } from "../../../../engine/verify/choose-plan.ts";
import { limitOf, linkOf, networkOf, observationOf, problemOf } from "../../../arbitraries/network-of.ts";
import { describePlanner } from "../../planner-conformance.ts";

const others = builtInPlanners.filter(({ name }) => name !== alternate.name);
describePlanner(alternate, { rounds: 2, placement: "swap-descent" }, others); // with all of them it would take a minute

const registry = new PlannerRegistry(builtInPlanners);
const settings = { seed: 1, steps: 1_000_000 };
const planning = { registry, defaults: defaultPlanners, settings };
const run = (problem: Problem, options = {}): Promise<PlannerAnswer> =>
  runPlanner(registry, "alternate", options, problem, settings);

/** Four hosts that are as near to each other; the policy keeps the link of two that are empty, and allows no other. */
function besideTheOnlyLink(imageBytes: number): Problem {
  const network = networkOf({
    hosts: ["gw", "a", "b", "c", "d"].map((name) => ({ name, slots: 1 })),
    vms: [
      { name: "v", on: 1, imageBytes },
      { name: "w", on: 2, imageBytes },
    ],
    pathBps: (from, to) => (from * to === 0 ? 5e6 : 100e6),
    kept: [linkOf(3, 4)],
  });
  const observation = observationOf(network, [
    [0, 1, 5e6],
    [1, 0, 5e6],
  ]);
  return problemOf(network, observation, { limits: [limitOf("links", 1)] });
}

describe("alternate", () => {
  it("brings VMs to the links that there are, which one pass through the stages cannot see", async () => {
    const problem = besideTheOnlyLink(1e6);
    const once = await runStages({ do: "adapt", options: {} }, problem, planning);
    expect(choosePlan(problem, once.kind === "candidates" ? once.candidates : []).kind).toBe("none");

    const again = await runStages({ do: "adapt", using: "alternate", options: {} }, problem, planning);
    expect(choosePlan(problem, again.kind === "candidates" ? again.candidates : [])).toMatchObject({
      kind: "chosen",
      diff: { links: { added: [] }, moves: [{ vm: 0 }, { vm: 1 }] },
      gain: expect.closeTo(9, 1), // 50 instead of 5 Mbit/s each way
    });
  });

  it("leaves VMs where they are when moving them takes longer than it pays", async () => {
    expect((await run(besideTheOnlyLink(10e9))).outcome).toMatchObject({ kind: "plan", proposal: {} });
  });

  it("decides only its stage where it serves one", async () => {
    const problem = besideTheOnlyLink(1e6);
    const answer = await runStages({ do: "connect", using: "alternate", options: {} }, problem, planning);
    const candidates = answer.kind === "candidates" ? answer.candidates : [];
    expect(candidates.map(({ plan }) => plan.mapping)).toEqual([problem.observation.mapping]);
  });

  it("says when it lacks a planner, and goes on without", async () => {
    const { outcome, notes } = await run(besideTheOnlyLink(1e6), { placement: "nobody" });
    expect(outcome).toMatchObject({ kind: "plan", proposal: {} });
    expect(notes.map(({ message }) => message)).toContain("there is no planner `nobody`");
  });
});
