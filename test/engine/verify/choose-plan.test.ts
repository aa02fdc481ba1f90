// From an action to the plan that is applied: planners, verification and guard together, carried out on the simulated data plane.
import { describe, expect, it } from "vitest";
import type { Observation } from "../../../engine/model/observation.ts";
import type { Problem } from "../../../engine/model/problem.ts";
import { PlannerRegistry } from "../../../engine/plan/planner-registry.ts";
import { runStages } from "../../../engine/plan/run-stages.ts";
import { builtInPlanners, defaultPlanners } from "../../../engine/planners/built-in-planners.ts";
import { SimulatedDataPlane } from "../../../engine/simulated/simulated-data-plane.ts";
import { buildTransition } from "../../../engine/update/build-transition.ts";
import { choosePlan, type Chosen, type NoneChosen } from "../../../engine/verify/choose-plan.ts";
import { limitOf, linkOf, networkOf, observationOf, problemOf } from "../../arbitraries/network-of.ts";

const planning = {
  registry: new PlannerRegistry(builtInPlanners),
  defaults: defaultPlanners,
  settings: { seed: 1, steps: 1e6 },
};

async function adapt(
  problem: Problem,
  verb: "adapt" | "migrate" | "connect" | "forward" = "adapt",
): Promise<Chosen | NoneChosen> {
  const answer = await runStages({ do: verb, options: {} }, problem, planning);
  return choosePlan(problem, answer.kind === "candidates" ? answer.candidates : []);
}

const ringNetwork = networkOf({
  hosts: ["gw", "a", "b", "c", "d"].map((name) => ({ name, slots: 1 })),
  vms: ["v1", "v2", "v3", "v4"].map((name, index) => ({ name, on: index + 1 })),
  pathBps: (from, to) => (from * to === 0 ? 5e6 : 100e6),
});
const ring = [0, 1, 2, 3].flatMap(
  (vm) =>
    [
      [vm, (vm + 1) % 4],
      [(vm + 1) % 4, vm],
    ] as [number, number][],
);

describe("choosePlan", () => {
  it("gives a ring of VMs its ring of links, without moves, and the network then carries what is sent", async () => {
    const plane = new SimulatedDataPlane(ringNetwork, { updateSeconds: 0.05 });
    plane.give({ kind: "traffic", edges: ring, rateBps: 10e6 });
    const before = plane.carriedBps();
    expect(before).toBeCloseTo(20e6); // four spokes, each 5 Mbit/s
    const observation = observationOf(
      ringNetwork,
      ring.map(([from, to]) => [from, to, before / 8] as const),
    );
    const chosen = await adapt(problemOf(ringNetwork, observation, { limits: [limitOf("links", 4)] }));
    expect(chosen).toMatchObject({
      kind: "chosen",
      diff: { moves: [], links: { added: [linkOf(1, 2), linkOf(1, 4), linkOf(2, 3), linkOf(3, 4)] } },
    });
    if (chosen.kind !== "chosen") return;
    const { plan } = chosen.candidate;
    const transition = buildTransition(ringNetwork, plan.mapping, { epoch: 0, overlay: [] }, plan);
    expect(await plane.apply(transition, new AbortController().signal)).toMatchObject({ kind: "applied" });
    expect(plane.carriedBps()).toBeCloseTo(80e6);
  });

  it("never swaps VMs between equal hosts for noise in what was measured", async () => {
    const noisy = ring.map(([from, to], at) => [from, to, 2.5e6 + ((at * 7919) % 13) * 1e4] as const);
    const chosen = await adapt(
      problemOf(ringNetwork, observationOf(ringNetwork, noisy), { limits: [limitOf("links", 4)] }),
    );
    expect(chosen).toMatchObject({ kind: "chosen", diff: { moves: [] } });
  });

  it("changes nothing when what it would bring is there already", async () => {
    const first = await adapt(
      problemOf(
        ringNetwork,
        observationOf(
          ringNetwork,
          ring.map(([from, to]) => [from, to, 2.5e6] as const),
        ),
        { limits: [limitOf("links", 4)] },
      ),
    );
    if (first.kind !== "chosen") throw new Error("expected a plan");
    const { links, routes } = first.candidate.plan;
    const observation: Observation = observationOf(
      ringNetwork,
      ring.map(([from, to]) => [from, to, 10e6] as const),
      { overlay: links, routes },
    );
    expect(await adapt(problemOf(ringNetwork, observation, { limits: [limitOf("links", 4)] }))).toMatchObject(
      {
        kind: "none",
        notes: expect.arrayContaining([expect.objectContaining({ id: "plan/no-change" })]),
      },
    );
  });

  it("moves VMs where links alone cannot help, if the move pays", async () => {
    const imageBytes = 1e6;
    const twoClusters = networkOf({
      hosts: ["gw", "a", "b", "x", "y"],
      vms: [
        { name: "v", on: 1, imageBytes },
        { name: "w", on: 3, imageBytes },
      ],
      pathBps: (from, to) => (from < 3 === to < 3 ? 100e6 : 1e6), // one slow line between the clusters
    });
    const observation = observationOf(twoClusters, [
      [0, 1, 1e6],
      [1, 0, 1e6],
    ]);
    const chosen = await adapt(problemOf(twoClusters, observation));
    if (chosen.kind !== "chosen") throw new Error("expected a plan");
    expect(chosen.diff.moves).toHaveLength(1);
    const [v = 0, w = 0] = chosen.candidate.plan.mapping;
    expect(v < 3).toBe(w < 3); // one cluster
    const heavy = { ...twoClusters, vms: twoClusters.vms.map((vm) => ({ ...vm, imageBytes: 1e9 })) };
    expect(await adapt(problemOf(heavy, observation))).toMatchObject({ kind: "none" }); // 8000 s on the slow line
  });

  it("lets a VM leave a loaded host", async () => {
    const hostLoad = Float64Array.of(NaN, 0.95, NaN, NaN);
    const network = networkOf({
      hosts: ["gw", "a", "b", "c"].map((name) => ({ name, slots: 1 })),
      vms: [
        { name: "v", on: 1 },
        { name: "w", on: 2 },
      ],
      pathBps: () => 100e6,
    });
    const problem = problemOf(network, observationOf(network, [[0, 1, 1e6]], { hostLoad }), {
      from: 1,
      moves: 1,
    });
    expect(await adapt(problem, "migrate")).toMatchObject({
      kind: "chosen",
      diff: { moves: [{ vm: 0, from: 1, to: 3 }] },
    });
  });

  it("applies nothing that breaks a limit, and says which", () => {
    const problem = problemOf(ringNetwork, observationOf(ringNetwork, [[0, 1, 5e6]]), {
      limits: [limitOf("links", 0)],
    });
    const plan = {
      mapping: ringNetwork.initialMapping,
      links: [linkOf(1, 2)],
      routes: [{ from: 0, to: 1, hosts: [1, 2] }],
    };
    expect(choosePlan(problem, [{ plan, stages: [] }])).toMatchObject({
      kind: "none",
      violations: [{ limit: "links" }],
    });
  });
});
