// The least peak load against every choice of paths, with and without a solver, and the suite of all planners.
import fc from "fast-check";
import { afterAll, describe, expect, it } from "vitest";
import { openSolver } from "../../../../controller/index.ts";
import type { Problem } from "../../../../engine/model/problem.ts";
import type { Routes } from "../../../../engine/model/route.ts";
import type { LinearSolver } from "../../../../engine/plan/linear-program.ts";
import type { Certificate } from "../../../../engine/plan/planner.ts";
import { PlannerRegistry } from "../../../../engine/plan/planner-registry.ts";
import { runPlanner } from "../../../../engine/plan/run-planner.ts";
import { minMaxLoad } from "../../../../engine/planners/min-max-load/min-max-load.ts";
import { shortestPath } from "../../../../engine/planners/shortest-path/shortest-path.ts";
import { verifyRoutes } from "../../../../engine/verify/verify-routes.ts";
import { linkedProblems } from "../../../arbitraries/linked-problem.ts";
import { linkOf, networkOf, observationOf, problemOf } from "../../../arbitraries/network-of.ts";
import { describePlanner } from "../../planner-conformance.ts";
import { peakLoad } from "../../../../bench/planners/peak-load.ts";

describePlanner(minMaxLoad);

const registry = new PlannerRegistry([minMaxLoad, shortestPath]);
const solver = openSolver();
afterAll(() => solver?.close());

async function planFor(
  problem: Problem,
  using?: LinearSolver,
  planner = "min-max-load",
): Promise<{ routes: Routes; certificate: Certificate }> {
  const settings = { seed: 1, steps: 1e5, solver: using };
  const { outcome } = await runPlanner(registry, planner, {}, problem, settings);
  if (outcome.kind !== "plan") throw new Error(`no plan: ${JSON.stringify(outcome)}`);
  return { routes: outcome.proposal.routes ?? [], certificate: outcome.certificate };
}

/** A square a-b-c-d of 10 Mbit/s links, spokes of 1 Mbit/s; `flows` of 4 Mbit/s each from a to c. */
function square(flows: number): Problem {
  const vms = Array.from({ length: flows }, (_, at) => [
    { name: `s${at}`, on: 1 },
    { name: `t${at}`, on: 3 },
  ]).flat();
  const pathBps = (from: number, to: number): number => (from * to === 0 ? 1e6 : 10e6);
  const network = networkOf({ hosts: ["gw", "a", "b", "c", "d"], vms, pathBps });
  const overlay = [linkOf(1, 2), linkOf(2, 3), linkOf(3, 4), linkOf(1, 4)];
  const traffic = Array.from({ length: flows }, (_, at) => [2 * at, 2 * at + 1, 4e6] as const);
  return problemOf(network, observationOf(network, traffic, { overlay }));
}

describe.each([
  { how: "without a solver", using: undefined },
  { how: "with a solver", using: solver },
])("min-max-load $how", ({ using }) => {
  it("spreads equal flows over both ways round", async () => {
    const { routes, certificate } = await planFor(square(4), using);
    expect(peakLoad(square(4), routes)).toBeCloseTo(0.8, 12);
    expect(routes.map(({ hosts }) => hosts.join("-")).toSorted()).toEqual([
      "1-2-3",
      "1-2-3",
      "1-4-3",
      "1-4-3",
    ]);
    expect(certificate.kind === "gap" && certificate.gap).toBeLessThan(0.12); // a split flow would use the star, too: 16/21
  });

  it("certifies what is true, and its routes are sound", () =>
    fc.assert(
      fc.asyncProperty(linkedProblems(4), async (problem) => {
        const { routes, certificate } = await planFor(problem, using);
        expect(verifyRoutes(problem.network, { ...problem.chosen, routes })).toEqual([]);
        const peak = peakLoad(problem, routes);
        const gap = certificate.kind === "gap" ? certificate.gap : 0;
        const bound = peak / (1 + gap);
        for (const planner of ["shortest-path"]) {
          const other = peakLoad(problem, (await planFor(problem, using, planner)).routes);
          expect(other).toBeGreaterThanOrEqual(bound * (1 - 1e-9));
        }
      }),
      { numRuns: 200 },
    ));
});

it.skipIf(solver === undefined)("knows the optimum of the flow that may split with a solver", async () => {
  const { certificate } = await planFor(square(1), solver);
  // 4 Mbit/s over 10 + 10 + 1 Mbit/s: 4/21; one path carries 0.4
  expect(certificate).toMatchObject({ kind: "gap", by: "maximum concurrent flow" });
  expect(certificate.kind === "gap" && certificate.gap).toBeCloseTo(0.4 / (4 / 21) - 1, 5);
});

it("leaves pairs on the star where nothing is known of any path", async () => {
  const network = networkOf({ hosts: ["gw", "a", "b"], vms: [{ name: "v", on: 1 }, { name: "w", on: 2 }] }); // prettier-ignore
  const { routes, certificate } = await planFor(problemOf(network, observationOf(network, [[0, 1, 1e6]])));
  expect([routes, certificate.kind]).toEqual([[], "optimal"]);
});
