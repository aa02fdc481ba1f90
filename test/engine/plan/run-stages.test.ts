// Which planners an action runs, in which order, and what each of them sees.
import { describe, expect, it } from "vitest";
import type { Problem } from "../../../engine/model/problem.ts";
import type { PlanAction } from "../../../engine/plan/assign-stages.ts";
import type { Outcome, Planner, Stage } from "../../../engine/plan/planner.ts";
import { PlannerRegistry } from "../../../engine/plan/planner-registry.ts";
import { runStages, type Candidate, type StagesAnswer } from "../../../engine/plan/run-stages.ts";
import { limitOf, linkOf, networkOf, observationOf, problemOf } from "../../arbitraries/network-of.ts";
import { scriptedPlanner } from "./scripted-planner.ts";

const [a, b, c] = [1, 2, 3];
const network = networkOf({
  hosts: ["gw", "a", "b", "c"],
  vms: [
    { name: "v", on: a },
    { name: "w", on: b },
  ],
});
const oldRoutes = [{ from: 0, to: 1, hosts: [a, b] }];
const problem = problemOf(
  network,
  observationOf(network, [[0, 1, 1e6]], { overlay: [linkOf(a, b)], routes: oldRoutes }),
);
const mapping = Int32Array.of(c, b);
const links = [linkOf(b, c)];
const routes = [{ from: 0, to: 1, hosts: [c, b] }];
const certificate = { kind: "none" } as const;
const supports = ["moves", "migrations"] as const;

/** Planners `p`, `t`, `f` for the stages and `all`; each writes down what it is asked. */
function planners(asked: string[], more: readonly Planner[] = []): PlannerRegistry {
  const of = (name: string, stage: Stage, proposal: object): Planner =>
    scriptedPlanner(
      name,
      ({ chosen }): Outcome => {
        const seen = chosen.links.map(
          (link) => `${network.hosts[link.a].name}-${network.hosts[link.b].name}`,
        );
        asked.push(`${name}: v on ${network.hosts[chosen.mapping[0]].name}, ${seen.join(" ")}`);
        return { kind: "plan", proposal, certificate };
      },
      { stage, supports },
    );
  return new PlannerRegistry([
    of("p", "placement", { mapping }),
    of("t", "topology", { links }),
    of("f", "forwarding", { routes }),
    of("all", "all", { mapping, links, routes }),
    of("half", "all", { mapping }),
    of("nothing", "all", {}),
    ...more,
  ]);
}

const planning = (registry: PlannerRegistry) => ({
  registry,
  defaults: { placement: "p", topology: "t", forwarding: "f" },
  settings: { seed: 1, steps: 100 },
});

async function run(action: Partial<PlanAction>, more: readonly Planner[] = [], given: Problem = problem) {
  const asked: string[] = [];
  const answer: StagesAnswer = await runStages(
    { do: "adapt", options: {}, ...action },
    given,
    planning(planners(asked, more)),
  );
  const candidates: readonly Candidate[] = answer.kind === "candidates" ? answer.candidates : [];
  return { asked, answer, candidates, plans: candidates.map(({ plan }) => plan) };
}

describe("runStages", () => {
  it("plans `adapt` in three stages, without and with the moves, each stage seeing the ones before", async () => {
    const { asked, plans, candidates } = await run({});
    expect(asked).toEqual([
      "p: v on a, a-b",
      "t: v on a, a-b",
      "f: v on a, b-c",
      "t: v on c, a-b",
      "f: v on c, b-c",
    ]);
    expect(plans).toEqual([
      { mapping: problem.chosen.mapping, links, routes },
      { mapping, links, routes },
    ]);
    expect(candidates[1].stages.map(({ stage, planner }) => [stage, planner])).toEqual([
      ["placement", "p"],
      ["topology", "t"],
      ["forwarding", "f"],
    ]);
  });

  it("offers one candidate where the placement moves nothing", async () => {
    const stay = scriptedPlanner("stay", () => ({ kind: "plan", proposal: {}, certificate }), {
      stage: "placement",
    });
    expect((await run({ using: "stay" }, [stay])).plans).toEqual([
      { mapping: problem.chosen.mapping, links, routes },
    ]);
  });

  it("plans forwarding anew after `migrate` and `connect` that change something, and leaves routes otherwise", async () => {
    expect((await run({ do: "migrate" })).asked).toEqual(["p: v on a, a-b", "f: v on c, a-b"]);
    expect((await run({ do: "connect" })).plans).toEqual([
      { mapping: problem.chosen.mapping, links, routes },
    ]);
    expect((await run({ do: "forward" })).asked).toEqual(["f: v on a, a-b"]);
    const unchanged = await run({ do: "connect", using: "nothing" });
    expect(unchanged.asked).toEqual(["nothing: v on a, a-b"]);
    expect(unchanged.plans[0].routes).toBe(oldRoutes);
  });

  it("lets `using` replace its own stage of `adapt`, or all of them", async () => {
    const mine = scriptedPlanner("mine", () => ({ kind: "plan", proposal: { links: [] }, certificate }));
    expect((await run({ using: "mine" }, [mine])).plans.map((plan) => plan.links)).toEqual([[], []]);
    expect((await run({ using: "all" })).asked).toEqual(["all: v on a, a-b"]);
    expect((await run({ using: "half" })).asked).toEqual(["half: v on a, a-b", "f: v on c, a-b"]);
  });

  it("takes of a planner for all stages only what the verb asks for", async () => {
    const { plans } = await run({ do: "connect", using: "all" });
    expect(plans).toEqual([{ mapping: problem.chosen.mapping, links, routes }]);
  });

  it("gives options to the planner that they are meant for", async () => {
    expect((await run({ do: "connect", options: { odd: 1 } })).answer).toMatchObject({
      kind: "none",
      reason: expect.stringContaining("planner `t` refuses its options"),
    });
    expect((await run({ options: { odd: 1 } })).answer).toMatchObject({
      kind: "none",
      reason: expect.stringContaining("using"),
    });
  });

  it("says why an action cannot be planned", async () => {
    expect((await run({ using: "nobody" })).answer).toMatchObject({
      kind: "none",
      reason: "there is no planner `nobody`",
    });
    expect((await run({ do: "migrate", using: "t" })).answer).toMatchObject({
      kind: "none",
      reason: "`t` plans topology, so it cannot serve `migrate`",
    });
    const broken = scriptedPlanner(
      "broken",
      () => {
        throw new Error("no luck");
      },
      { stage: "placement" },
    );
    expect((await run({ using: "broken" }, [broken])).answer).toMatchObject({
      kind: "none",
      reason: "planner `broken` failed: no luck",
    });
  });

  it("goes on in `adapt` without moves where a placement is refused, but does not `migrate`", async () => {
    const limits = [limitOf("downtime", 1)]; // `p` does not support it
    const limited = { ...problem, limits };
    const adapted = await run({}, [], limited);
    expect(adapted.plans).toEqual([{ mapping: problem.chosen.mapping, links, routes }]);
    expect(adapted.answer.notes).toMatchObject([
      { id: "plan/placement", message: "`p` does not support `downtime`" },
    ]);
    expect((await run({ do: "migrate" }, [], limited)).answer).toMatchObject({ kind: "none" });
  });
});
