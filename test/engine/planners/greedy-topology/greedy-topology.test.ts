// The greedy topology: what the paper leaves open, pinned case by case.
import { describe, expect, it } from "vitest";
import type { Limit, Problem } from "../../../../engine/model/problem.ts";
import { PlannerRegistry } from "../../../../engine/plan/planner-registry.ts";
import { runPlanner } from "../../../../engine/plan/run-planner.ts";
import { greedyTopology } from "../../../../engine/planners/greedy-topology/greedy-topology.ts";
import {
  limitOf,
  linkOf,
  networkOf,
  observationOf,
  problemOf,
  type NetworkSpec,
} from "../../../arbitraries/network-of.ts";
import { describePlanner } from "../../planner-conformance.ts";
import { linkName } from "./paper-reading.ts";

describePlanner(greedyTopology);

const vms = ["va", "vb", "vc", "vd"].map((name, index) => ({ name, on: index + 1 }));

/** Hosts a to d with one VM each; a-b exchange 40, b-c 30, c-d 20, a-d 10, a-c 5 kbit/s. */
function fourHosts(limits: readonly Limit[], spec: Partial<NetworkSpec> = {}): Problem {
  const network = networkOf({ hosts: ["gw", "a", "b", "c", "d"], vms, ...spec });
  const traffic = [
    [0, 1, 25_000],
    [1, 0, 15_000],
    [1, 2, 30_000],
    [3, 2, 20_000],
    [0, 3, 10_000],
    [2, 0, 5_000],
  ] as const;
  return problemOf(network, observationOf(network, traffic), { limits });
}

async function linksFor(problem: Problem): Promise<string[] | object> {
  const registry = new PlannerRegistry([greedyTopology]);
  const { outcome } = await runPlanner(registry, "greedy-topology", {}, problem, { seed: 1, steps: 1000 });
  if (outcome.kind !== "plan") return outcome;
  return (outcome.proposal.links ?? []).map((link) => linkName(problem, link));
}

describe("greedy-topology", () => {
  it("links the pairs that exchange most, both directions added, up to the number", async () => {
    expect(await linksFor(fourHosts([limitOf("links", 2)]))).toEqual(["a <-> b", "b <-> c"]);
    expect(await linksFor(fourHosts([limitOf("links", 2, { strict: true })]))).toEqual(["a <-> b"]);
  });

  it("links every pair that talks when nothing limits it", async () => {
    expect(await linksFor(fourHosts([]))).toHaveLength(5);
  });

  it("takes for `coverage` the largest prefix at or below the share, even where a weaker pair would still fit", async () => {
    expect(await linksFor(fourHosts([limitOf("coverage", 70 / 105)]))).toEqual(["a <-> b", "b <-> c"]);
    expect(await linksFor(fourHosts([limitOf("coverage", 0.8)]))).toEqual(["a <-> b", "b <-> c"]);
    expect(await linksFor(fourHosts([limitOf("coverage", 0.3)]))).toEqual([]);
  });

  it("passes over a link that does not fit the `bandwidth` and goes on", async () => {
    expect(await linksFor(fourHosts([limitOf("bandwidth", 65_000)]))).toEqual([
      "a <-> b",
      "c <-> d",
      "a <-> c",
    ]);
  });

  it("passes over links that do not fit `cost` and `fan-out`", async () => {
    const linkKinds = (a: number, b: number) => [{ kind: "ws", cost: a + b === 5 ? 9 : 1 }] as const; // b-c, a-d are dear
    expect(await linksFor(fourHosts([limitOf("cost", 3)], { linkKinds }))).toEqual([
      "a <-> b",
      "c <-> d",
      "a <-> c",
    ]);
    expect(await linksFor(fourHosts([limitOf("fan-out", 1)]))).toEqual(["a <-> b", "c <-> d"]);
  });

  it("takes the first allowed kind and passes over pairs that may not be linked", async () => {
    const problem = fourHosts([], {
      linkKinds: (a, b) =>
        a + b === 3
          ? []
          : [
              { kind: "wss", cost: 2 },
              { kind: "ws", cost: 3 },
            ],
    });
    const { outcome } = await runPlanner(
      new PlannerRegistry([greedyTopology]),
      "greedy-topology",
      {},
      problem,
      { seed: 1, steps: 9 },
    );
    expect(outcome).toMatchObject({
      proposal: { links: [{ a: 2, b: 3, kind: "wss", cost: 2 }, {}, {}, {}] },
    });
  });

  it("keeps the policy's links first and counts them", async () => {
    const kept = [linkOf(2, 4)];
    expect(await linksFor(fourHosts([limitOf("links", 2)], { kept }))).toEqual(["b <-> d", "a <-> b"]);
    expect(await linksFor(fourHosts([limitOf("links", 0)], { kept }))).toEqual({
      kind: "infeasible",
      limit: "links",
      needed: 1,
      available: 0,
    });
  });

  it("breaks ties by name, whatever the order of hosts", async () => {
    const network = networkOf({
      hosts: ["gw", "d", "b", "c", "a"],
      vms: ["v", "w", "x", "y"].map((name, index) => ({ name, on: index + 1 })),
    });
    const all = [0, 1, 2, 3].flatMap((from) => [0, 1, 2, 3].map((to) => [from, to, 8] as const));
    const problem = problemOf(
      network,
      observationOf(
        network,
        all.filter(([from, to]) => from !== to),
      ),
      {
        limits: [limitOf("links", 4)],
      },
    );
    expect(await linksFor(problem)).toEqual(["a <-> b", "a <-> c", "a <-> d", "b <-> c"]);
  });

  it("asks for no link within a host, with the proxy, or for a VM that has not been seen", async () => {
    const network = networkOf({
      hosts: ["gw", "a", "b"],
      vms: [{ name: "v", on: 1 }, { name: "w", on: 1 }, { name: "x", on: 0 }, { name: "y" }],
    });
    const traffic = [
      [0, 1, 9],
      [0, 2, 9],
      [0, 3, 9],
    ] as const;
    expect(await linksFor(problemOf(network, observationOf(network, traffic)))).toEqual([]);
  });
});
