// The shortest paths: what the paper leaves open, pinned case by case.
import { describe, expect, it } from "vitest";
import type { Problem } from "../../../../engine/model/problem.ts";
import type { Routes } from "../../../../engine/model/route.ts";
import { PlannerRegistry } from "../../../../engine/plan/planner-registry.ts";
import { runPlanner } from "../../../../engine/plan/run-planner.ts";
import { shortestPath } from "../../../../engine/planners/shortest-path/shortest-path.ts";
import { linkOf, networkOf, observationOf, problemOf } from "../../../arbitraries/network-of.ts";
import { describePlanner } from "../../planner-conformance.ts";

describePlanner(shortestPath);

async function routesFor(problem: Problem, steps = 1000): Promise<Routes> {
  const registry = new PlannerRegistry([shortestPath]);
  const { outcome } = await runPlanner(registry, "shortest-path", {}, problem, { seed: 1, steps });
  return outcome.kind === "plan" ? (outcome.proposal.routes ?? []) : [];
}

const vms = ["va", "vb", "vc"].map((name, index) => ({ name, on: index + 1 }));
const [a, b, c] = [1, 2, 3];

/** Hosts a, b, c (indices 1 to 3) with one VM each; the spokes carry 1 Mbit/s, all other paths 4. */
function threeHosts(pathBps = (from: number, to: number) => (from * to === 0 ? 1e6 : 4e6)) {
  return networkOf({ hosts: ["gw", "a", "b", "c"], vms, pathBps });
}

describe("shortest-path", () => {
  it("leaves a pair on the star where no link helps it", async () => {
    const network = threeHosts();
    expect(await routesFor(problemOf(network, observationOf(network, [[0, 1, 1000]])))).toEqual([]);
  });

  it("takes a link, one route for each direction that talks", async () => {
    const network = threeHosts();
    const problem = problemOf(
      network,
      observationOf(
        network,
        [
          [0, 1, 1000],
          [1, 0, 500],
        ],
        { overlay: [linkOf(a, b)] },
      ),
    );
    expect(await routesFor(problem)).toEqual([
      { from: 0, to: 1, hosts: [a, b] },
      { from: 1, to: 0, hosts: [b, a] },
    ]);
  });

  it("relays over two fast links rather than the narrow star", async () => {
    const network = threeHosts();
    const overlay = [linkOf(a, b), linkOf(b, c)];
    const problem = problemOf(network, observationOf(network, [[0, 2, 1000]], { overlay }));
    expect(await routesFor(problem)).toEqual([{ from: 0, to: 2, hosts: [a, b, c] }]);
  });

  it("serves the largest demand first and sends the next one round the load", async () => {
    const network = networkOf({
      hosts: ["gw", "a", "b"],
      vms: [
        { name: "v", on: 1 },
        { name: "w", on: 1 },
        { name: "x", on: 2 },
      ],
      pathBps: () => 1e6,
    });
    const problem = problemOf(
      network,
      observationOf(
        network,
        [
          [0, 2, 1000],
          [1, 2, 9000],
        ],
        { overlay: [linkOf(1, 2)] },
      ),
    );
    // 9000 takes the link; for 1000 the link then weighs 10, the star 1 + 1
    expect(await routesFor(problem)).toEqual([{ from: 1, to: 2, hosts: [1, 2] }]);
  });

  it("takes fewer hops, then the earlier names, among equals and where no capacity is known", async () => {
    const network = networkOf({
      hosts: ["gw", "a", "n2", "n1", "z"],
      vms: [
        { name: "v", on: 1 },
        { name: "w", on: 4 },
      ],
    });
    const overlay = [linkOf(1, 2), linkOf(2, 4), linkOf(1, 3), linkOf(3, 4)];
    const traffic = [[0, 1, 1000]] as const;
    const star = problemOf(network, observationOf(network, traffic, { overlay }));
    expect(await routesFor(star)).toEqual([]); // a gw z comes before a n1 z
    const named = networkOf({
      ...network,
      hosts: ["zz", "a", "n2", "n1", "z"],
      vms: [
        { name: "v", on: 1 },
        { name: "w", on: 4 },
      ],
    });
    expect(await routesFor(problemOf(named, observationOf(named, traffic, { overlay })))).toEqual([
      { from: 0, to: 1, hosts: [1, 3, 4] },
    ]);
    const direct = observationOf(network, traffic, { overlay: [...overlay, linkOf(1, 4)] });
    expect(await routesFor(problemOf(network, direct))).toEqual([{ from: 0, to: 1, hosts: [1, 4] }]);
  });

  it("does not use a link that is down", async () => {
    const network = threeHosts();
    const overlay = [linkOf(a, b), linkOf(a, c), linkOf(b, c)];
    const observation = observationOf(network, [[0, 1, 1000]], { overlay, linkUp: Uint8Array.of(0, 1, 1) });
    expect(await routesFor(problemOf(network, observation))).toEqual([{ from: 0, to: 1, hosts: [a, c, b] }]);
  });

  it("needs no route within a host and leaves the rest on the star when its budget ends", async () => {
    const network = networkOf({
      hosts: ["gw", "a", "b"],
      vms: [
        { name: "v", on: 1 },
        { name: "w", on: 1 },
        { name: "x", on: 2 },
      ],
    });
    const observation = observationOf(
      network,
      [
        [0, 1, 9000],
        [0, 2, 2000],
        [2, 0, 1000],
      ],
      { overlay: [linkOf(1, 2)] },
    );
    expect(await routesFor(problemOf(network, observation), 1)).toEqual([{ from: 0, to: 2, hosts: [1, 2] }]);
  });
});
