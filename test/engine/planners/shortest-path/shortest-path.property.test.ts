// Section 3.3 of the paper read literally: the shortest paths against a search through all paths.
import fc from "fast-check";
import { expect, it } from "vitest";
import { PlannerRegistry } from "../../../../engine/plan/planner-registry.ts";
import { runPlanner } from "../../../../engine/plan/run-planner.ts";
import { shortestPath } from "../../../../engine/planners/shortest-path/shortest-path.ts";
import { linkedProblems } from "../../../arbitraries/linked-problem.ts";
import { routesByEveryPath, type SeenEdge } from "../every-path.ts";

const registry = new PlannerRegistry([shortestPath]);

/** Of each edge: (load put on it so far + this pair's demand) / its capacity. */
const weightOfThePaper = (edges: readonly SeenEdge[], demand: number): number =>
  edges.reduce(
    (sum, { load, capacity }) => sum + (Number.isNaN(capacity) ? 0 : (load + demand) / capacity),
    0,
  );

it("takes for each pair the path that is best of all, given the loads before it", () =>
  fc.assert(
    fc.asyncProperty(linkedProblems(), async (problem) => {
      const { outcome } = await runPlanner(registry, "shortest-path", {}, problem, { seed: 1, steps: 1e6 });
      const routes = outcome.kind === "plan" ? (outcome.proposal.routes ?? []) : [];
      const { hosts, vms } = problem.network;
      const found = routes.map(
        ({ from, to, hosts: way }) =>
          `${vms[from].name} > ${vms[to].name}: ${way.map((host) => hosts[host].name).join(" ")}`,
      );
      expect(found).toEqual(routesByEveryPath(problem, weightOfThePaper));
    }),
    { numRuns: 3500 },
  ));
