// The widest paths against a search through all paths, and the suite of all planners.
import fc from "fast-check";
import { expect, it } from "vitest";
import type { Problem } from "../../../../engine/model/problem.ts";
import { PlannerRegistry } from "../../../../engine/plan/planner-registry.ts";
import { runPlanner } from "../../../../engine/plan/run-planner.ts";
import { widestPath } from "../../../../engine/planners/widest-path/widest-path.ts";
import { networkOf, observationOf, problemOf } from "../../../arbitraries/network-of.ts";
import { linkedProblems } from "../../../arbitraries/linked-problem.ts";
import { describePlanner } from "../../planner-conformance.ts";
import { routesByEveryPath } from "../every-path.ts";

describePlanner(widestPath);

async function routesFor(problem: Problem): Promise<string[]> {
  const registry = new PlannerRegistry([widestPath]);
  const { outcome } = await runPlanner(registry, "widest-path", {}, problem, { seed: 1, steps: 1e6 });
  const routes = outcome.kind === "plan" ? (outcome.proposal.routes ?? []) : [];
  const { hosts, vms } = problem.network;
  return routes.map(
    ({ from, to, hosts: way }) =>
      `${vms[from].name} > ${vms[to].name}: ${way.map((host) => hosts[host].name).join(" ")}`,
  );
}

it("takes for each pair the path whose narrowest link has most room left", () =>
  fc.assert(
    fc.asyncProperty(linkedProblems(), async (problem) => {
      const narrowness = (edges: readonly { readonly capacity: number; readonly load: number }[]): number =>
        -Math.min(
          ...edges.map(({ capacity, load }) => (Number.isNaN(capacity) ? Infinity : capacity - load)),
        );
      expect(await routesFor(problem)).toEqual(routesByEveryPath(problem, narrowness));
    }),
    { numRuns: 1500 },
  ));

it("sends the second pair round the link that the first one fills", async () => {
  const network = networkOf({
    hosts: ["gw", "a", "b"],
    vms: ["v", "w", "x", "y"].map((name, vm) => ({ name, on: 1 + Math.floor(vm / 2) })),
    pathBps: (from, to) => (from * to === 0 ? 6e6 : 10e6),
  });
  const observation = observationOf(network, [[0, 2, 5e6], [1, 3, 1e6]], { overlay: [{ a: 1, b: 2, kind: "ws", cost: 1 }] }); // prettier-ignore
  expect(await routesFor(problemOf(network, observation))).toEqual(["v > x: a b"]); // w > y: 6 Mbit/s by the star, 5 left on the link
});
