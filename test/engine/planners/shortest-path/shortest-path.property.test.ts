// The shortest paths against a search through all paths.
import fc from "fast-check";
import { expect, it } from "vitest";
import { PlannerRegistry } from "../../../../engine/plan/planner-registry.ts";
import { runPlanner } from "../../../../engine/plan/run-planner.ts";
import { shortestPath } from "../../../../engine/planners/shortest-path/shortest-path.ts";
import { problems } from "../../../arbitraries/problem.ts";
import { routesOfThePaper } from "./paper-reading.ts";

const registry = new PlannerRegistry([shortestPath]);

it("takes for each pair the path that is best of all, given the loads before it", () =>
  fc.assert(
    fc.asyncProperty(
      problems({ hosts: 4, constraints: false, limits: [] }),
      fc.array(fc.boolean(), { minLength: 30, maxLength: 30 }),
      async (drawn, isLinked) => {
        const { network } = drawn;
        const pairs = network.hosts.flatMap((_, a) =>
          network.hosts.map((_host, b) => ({ a, b, kind: "ws", cost: 1 }) as const),
        );
        const links = pairs.filter(
          ({ a, b }, at) => a < b && a !== network.proxy && b !== network.proxy && isLinked[at],
        );
        const problem = { ...drawn, chosen: { ...drawn.chosen, links } };
        const { outcome } = await runPlanner(registry, "shortest-path", {}, problem, { seed: 1, steps: 1e6 });
        const routes = outcome.kind === "plan" ? (outcome.proposal.routes ?? []) : [];
        const { hosts, vms } = network;
        const found = routes.map(
          ({ from, to, hosts: way }) =>
            `${vms[from].name} > ${vms[to].name}: ${way.map((host) => hosts[host].name).join(" ")}`,
        );
        expect(found).toEqual(routesOfThePaper(problem));
      },
    ),
    { numRuns: 3500 },
  ));
