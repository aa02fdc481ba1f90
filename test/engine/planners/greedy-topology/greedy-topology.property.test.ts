// The greedy topology against a literal reading of the paper's steps.
import fc from "fast-check";
import { expect, it } from "vitest";
import type { Problem } from "../../../../engine/model/problem.ts";
import { PlannerRegistry } from "../../../../engine/plan/planner-registry.ts";
import { runPlanner } from "../../../../engine/plan/run-planner.ts";
import { greedyTopology } from "../../../../engine/planners/greedy-topology/greedy-topology.ts";
import { limitOf } from "../../../arbitraries/network-of.ts";
import { problems } from "../../../arbitraries/problem.ts";
import { linkName, topologyOfThePaper } from "./paper-reading.ts";

const registry = new PlannerRegistry([greedyTopology]);
const paperProblems = problems({ constraints: false, limits: ["links", "coverage", "bandwidth"], hosts: 6 });

it("adds the links of the paper's steps, in their order", () =>
  fc.assert(
    fc.asyncProperty(paperProblems, async (drawn) => {
      const limits = drawn.limits.filter(({ value, strict }) => !(strict && value === 0)); // no plan keeps those
      const problem = withoutWindows({ ...drawn, limits });
      const settings = { seed: 1, steps: 1e6 };
      const { outcome } = await runPlanner(
        registry,
        "greedy-topology",
        {},
        withoutWindows(problem),
        settings,
      );
      const links = outcome.kind === "plan" ? (outcome.proposal.links ?? []) : [];
      expect(links.map((link) => linkName(problem, link))).toEqual(topologyOfThePaper(problem));
    }),
    { numRuns: 3500 },
  ));

function withoutWindows(problem: Problem): Problem {
  return {
    ...problem,
    limits: problem.limits.map(({ id, value, strict }) => limitOf(id, value, { strict })),
  };
}
