// The gain topology: what gain is, case by case, and the suite of all planners.
import { describe, expect, it } from "vitest";
import { openSolver } from "../../../../controller/index.ts";
import type { LinearSolver } from "../../../../engine/plan/linear-program.ts";
import type { Limit, Problem } from "../../../../engine/model/problem.ts";
import { PlannerRegistry } from "../../../../engine/plan/planner-registry.ts";
import { runPlanner } from "../../../../engine/plan/run-planner.ts";
import { gainTopology } from "../../../../engine/planners/gain-topology/gain-topology.ts";
import {
  limitOf,
  linkOf,
  networkOf,
  observationOf,
  problemOf,
  type NetworkSpec,
} from "../../../arbitraries/network-of.ts";
import { describePlanner } from "../../planner-conformance.ts";

describePlanner(gainTopology);

const vms = ["va", "vb", "vc", "vd"].map((name, index) => ({ name, on: index + 1 }));

/** a to b send 40, c to d 30, a to c 20, b to d 10 kbit/s. */
function fourHosts(limits: readonly Limit[], spec: Partial<NetworkSpec> = {}): Problem {
  const network = networkOf({ hosts: ["gw", "a", "b", "c", "d"], vms, ...spec });
  const traffic = [
    [0, 1, 40e3],
    [2, 3, 30e3],
    [0, 2, 20e3],
    [1, 3, 10e3],
  ] as const;
  return problemOf(network, observationOf(network, traffic), { limits });
}

async function answerTo(
  problem: Problem,
  steps = 1e5,
  solver?: LinearSolver,
): Promise<{ links: string[]; certificate: unknown } | object> {
  const registry = new PlannerRegistry([gainTopology]);
  const { outcome } = await runPlanner(registry, "gain-topology", {}, problem, { seed: 1, steps, solver });
  if (outcome.kind !== "plan") return outcome;
  const { hosts } = problem.network;
  const links = (outcome.proposal.links ?? []).map(({ a, b }) => `${hosts[a].name}-${hosts[b].name}`);
  return { links, certificate: outcome.certificate };
}

describe("gain-topology", () => {
  it("takes the most traffic off the hub where nothing is known of the paths", async () => {
    expect(await answerTo(fourHosts([limitOf("links", 2)]))).toEqual({
      links: ["a-b", "c-d"],
      certificate: { kind: "optimal", by: "sorting by gain" },
    });
  });

  it("prefers the pair whose spoke is narrow", async () => {
    const pathBps = (from: number, to: number): number => (from * to === 0 && from + to === 3 ? 1e4 : 1e6);
    const problem = fourHosts([limitOf("links", 1)], { pathBps }); // c's spoke carries 10 kbit/s
    expect(await answerTo(problem)).toMatchObject({ links: ["c-d"] });
  });

  it("adds no link whose path is busier than the way over the star", async () => {
    const pathBps = (from: number, to: number): number => (from + to === 3 && from * to > 0 ? 1e4 : 1e6);
    expect(await answerTo(fourHosts([], { pathBps }))).toMatchObject({ links: ["a-c", "c-d", "b-d"] });
  });

  it("fills a bandwidth where an order would not", async () => {
    expect(await answerTo(fourHosts([limitOf("bandwidth", 60e3)]))).toEqual({
      links: ["a-b", "a-c"],
      certificate: { kind: "optimal", by: "knapsack" },
    });
    const below = fourHosts([limitOf("bandwidth", 70e3, { strict: true })]);
    expect(await answerTo(below)).toMatchObject({ links: ["a-b", "a-c"] });
  });

  it("fills a share, and not only a prefix of the list", async () => {
    expect(await answerTo(fourHosts([limitOf("coverage", 0.6)]))).toMatchObject({ links: ["a-b", "a-c"] });
    expect(await answerTo(fourHosts([limitOf("coverage", 0.1)]))).toMatchObject({ links: ["b-d"] });
  });

  it("matches hosts under a fan-out of one", async () => {
    expect(await answerTo(fourHosts([limitOf("fan-out", 1)]))).toMatchObject({ links: ["a-b", "c-d"] });
  });

  it.each([
    {
      using: undefined,
      certificate: { kind: "gap", gap: expect.closeTo(1 / 3, 9) as number, by: "each limit on its own" },
    },
    { using: openSolver(), certificate: { kind: "optimal", by: "integer program" } },
  ])("knows of a triangle that one link is all only with a solver", async ({ using, certificate }) => {
    const network = networkOf({ hosts: ["gw", "a", "b", "c", "d"], vms });
    const traffic = [
      [0, 1, 20e3],
      [1, 2, 20e3],
      [2, 0, 20e3],
    ] as const;
    const problem = problemOf(network, observationOf(network, traffic), { limits: [limitOf("fan-out", 1)] });
    expect(await answerTo(problem, 1e5, using)).toEqual({ links: ["a-b"], certificate });
    await using?.close();
  });

  it("names the limit that the policy's own links break", async () => {
    const network = networkOf({ hosts: ["gw", "a", "b"], vms: vms.slice(0, 2), kept: [linkOf(1, 2)] });
    const problem = problemOf(network, observationOf(network, []), { limits: [limitOf("links", 0)] });
    expect(await answerTo(problem)).toEqual({ kind: "infeasible", limit: "links", needed: 1, available: 0 });
  });

  it("promises nothing where its budget does not suffice to look at all links", async () => {
    expect(await answerTo(fourHosts([]), 3)).toEqual({ links: [], certificate: { kind: "none" } });
  });
});
