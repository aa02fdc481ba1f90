// Whatever a planner does, its caller gets a value.
import { describe, expect, it } from "vitest";
import { z } from "zod";
import type { Problem } from "../../../engine/model/problem.ts";
import type { LinearSolver, ProgramSolution } from "../../../engine/plan/linear-program.ts";
import type { Outcome, Planner, PlannerRun } from "../../../engine/plan/planner.ts";
import { ProgramBuilder } from "../../../engine/plan/program-builder.ts";
import { PlannerRegistry } from "../../../engine/plan/planner-registry.ts";
import { runPlanner, type PlannerAnswer } from "../../../engine/plan/run-planner.ts";
import { limitOf, linkOf, networkOf, observationOf, problemOf } from "../../arbitraries/network-of.ts";
import { scriptedPlanner } from "./scripted-planner.ts";

const network = networkOf({
  hosts: ["gw", "a", "b"],
  vms: [
    { name: "v", on: 1 },
    { name: "w", on: 2 },
  ],
});
const problem = problemOf(network, observationOf(network, [[0, 1, 1e6]]));
const links = [linkOf(1, 2)];
const plan = (proposal: object): Outcome => ({ kind: "plan", proposal, certificate: { kind: "none" } });

function ask(
  planners: readonly Planner[],
  options: unknown = {},
  asked: Problem = problem,
  steps = 100,
): Promise<PlannerAnswer> {
  return runPlanner(new PlannerRegistry(planners), planners[0].name, options, asked, { seed: 3, steps });
}
const outcomeOf = async (run: PlannerRun, more: Partial<Planner> = {}, asked = problem): Promise<unknown> =>
  (await ask([scriptedPlanner("mine", run, more)], {}, asked)).outcome;

describe("runPlanner", () => {
  it("hands back a plan, its notes and the steps that it took", async () => {
    const mine = scriptedPlanner("mine", (_, context) => {
      context.step(5);
      context.note({ id: "plan/why", severity: "info", message: "because" });
      return plan({ links });
    });
    expect(await ask([mine])).toEqual({
      outcome: plan({ links }),
      notes: [{ id: "plan/why", severity: "info", message: "because" }],
      stepsSpent: 5,
    });
  });

  it("does not let a planner change its plan afterwards", async () => {
    const mine = [...links];
    const outcome = await outcomeOf(() => plan({ links: mine }));
    mine.length = 0;
    expect(outcome).toEqual(plan({ links }));
  });

  it("turns what is thrown, now or later, into a reason", async () => {
    const thrower: PlannerRun = () => {
      throw new Error("out of ideas");
    };
    const failed = { kind: "failed", reason: "planner `mine` failed: out of ideas" };
    expect(await outcomeOf(thrower)).toEqual(failed);
    expect(await outcomeOf(() => Promise.reject(new Error("out of ideas")))).toEqual(failed);
    const create = thrower as unknown as Planner["create"];
    expect(await outcomeOf(() => plan({}), { create })).toEqual(failed);
  });

  it.each<[string, unknown]>([
    ["an answer must be an object", undefined],
    ["`maybe` is not an answer", { kind: "maybe" }],
    ["a proposal must be an object", plan(null as never)],
    [
      "a plan's certificate must be",
      { kind: "plan", proposal: {}, certificate: { kind: "gap", gap: -1, by: "a bound" } },
    ],
    ["a plan's certificate must be", { kind: "plan", proposal: {}, certificate: { kind: "optimal" } }],
    ["`infeasible` must name a limit", { kind: "infeasible", limit: "luck", needed: 1, available: 0 }],
    ["a topology planner must not propose mapping", plan({ mapping: Int32Array.of(1, 2) })],
    ["links and routes must be lists", plan({ links: 4 })],
    [
      "a link must join two hosts in ascending order, found 2 and 1",
      plan({ links: [{ ...links[0], a: 2, b: 1 }] }),
    ],
    [
      "a link must join two hosts in ascending order, found 1 and 9",
      plan({ links: [{ ...links[0], b: 9 }] }),
    ],
    ["`rope` is not a kind of link", plan({ links: [{ ...links[0], kind: "rope" }] })],
    ["a link's cost must not be NaN", plan({ links: [{ ...links[0], cost: NaN }] })],
  ])("says of nonsense: %s", async (reason, answer) => {
    expect(await outcomeOf(() => answer as Outcome)).toMatchObject({
      kind: "failed",
      reason: expect.stringContaining(reason),
    });
  });

  it.each<[string, Partial<Planner>, object]>([
    ["expected 2, found 1", { stage: "placement" }, { mapping: Int32Array.of(1) }],
    ["there is no host with index 3", { stage: "placement" }, { mapping: Int32Array.of(1, 3) }],
    ["a mapping must be an Int32Array", { stage: "placement" }, { mapping: [1, 2] }],
    [
      "a route must join two VMs, found 0 and 2",
      { stage: "forwarding" },
      { routes: [{ from: 0, to: 2, hosts: [1, 2] }] },
    ],
    ["a route must name the hosts", { stage: "forwarding" }, { routes: [{ from: 0, to: 1, hosts: [] }] }],
    ["stop 1 of a route", { stage: "forwarding" }, { routes: [{ from: 0, to: 1, hosts: [1, 7] }] }],
  ])("says of wrong lengths and unknown indices: %s", async (reason, more, proposal) => {
    expect(await outcomeOf(() => plan(proposal), more)).toMatchObject({
      kind: "failed",
      reason: expect.stringContaining(reason),
    });
  });

  it("checks options before the planner sees them, and fills in defaults", async () => {
    let seen: unknown;
    const options = z.strictObject({ rounds: z.int().min(1).default(4) });
    const mine = scriptedPlanner("mine", () => plan({}), {
      options,
      create: (given) => {
        seen = given;
        return () => plan({});
      },
    });
    expect((await ask([mine], {})).outcome).toEqual(plan({}));
    expect(seen).toEqual({ rounds: 4 });
    const { outcome } = await ask([mine], { rounds: 0 });
    expect(outcome).toMatchObject({
      kind: "failed",
      reason: expect.stringMatching(/^planner `mine` refuses its options: `rounds`: /),
    });
  });

  it("does not run a planner that lacks what the problem asks", async () => {
    const asked = problemOf(network, problem.observation, {
      limits: [limitOf("fan-out", 1), limitOf("migrations", 1)],
    });
    const run: PlannerRun = () => {
      throw new Error("must not run");
    };
    expect(await outcomeOf(run, { supports: [] }, asked)).toEqual({
      kind: "unsupported",
      missing: "fan-out",
    });
    expect(await outcomeOf(() => plan({}), { supports: ["fan-out"] }, asked)).toEqual(plan({})); // moves are not its stage
  });

  it("says that there is no such planner", async () => {
    const { outcome } = await runPlanner(new PlannerRegistry([]), "mine", {}, problem, { seed: 1, steps: 1 });
    expect(outcome).toEqual({ kind: "failed", reason: "there is no planner `mine`" });
  });

  it("ends the budget after exactly the steps that were given", async () => {
    let steps = 0;
    const mine = scriptedPlanner("mine", (_, context) => {
      while (context.step()) steps++;
      return plan({});
    });
    expect((await ask([mine], {}, problem, 42)).stepsSpent).toBe(42);
    expect(steps).toBe(42);
  });

  it("stops a planner that does not stop, and takes what it published last", async () => {
    const endless =
      (publishes: boolean): PlannerRun =>
      (_, context) => {
        if (publishes) context.improve({ links });
        for (;;) context.step();
      };
    const { outcome, notes } = await ask([scriptedPlanner("mine", endless(true))]);
    expect(outcome).toEqual(plan({ links }));
    expect(notes).toMatchObject([{ id: "plan/budget", severity: "warning" }]);
    expect(await outcomeOf(endless(false))).toMatchObject({
      kind: "failed",
      reason: expect.stringContaining("without a plan"),
    });
  });

  it("gives the same random numbers to the same seed, and others to another", async () => {
    const draws = async (seed: number): Promise<number[]> => {
      const drawn: number[] = [];
      const mine = scriptedPlanner("mine", (_, { random }) => {
        for (let draw = 0; draw < 1000; draw++) drawn.push(random());
        return plan({});
      });
      await runPlanner(new PlannerRegistry([mine]), "mine", {}, problem, { seed, steps: 1 });
      return drawn;
    };
    const first = await draws(1);
    expect(await draws(1)).toEqual(first);
    expect(await draws(2)).not.toEqual(first);
    expect(first.every((value) => value >= 0 && value < 1)).toBe(true);
    expect(first.reduce((sum, value) => sum + value, 0) / 1000).toBeCloseTo(0.5, 1);
  });

  it("tells a planner what is left to spend, and what its random numbers began with", async () => {
    const seen: number[] = [];
    const mine = scriptedPlanner("mine", (_, context) => {
      seen.push(context.stepsLeft, context.seed);
      context.step(30);
      seen.push(context.stepsLeft);
      return plan({});
    });
    await ask([mine]);
    expect(seen).toEqual([100, 3, 70]);
  });

  it("lets no planner give steps back", async () => {
    const outcome = await outcomeOf((_, context) => {
      context.step(-5);
      return plan({});
    });
    expect(outcome).toMatchObject({ reason: expect.stringContaining("spends 0 steps or more, not -5") });
  });

  it("lets planners call one another, on one budget and not without end", async () => {
    const inner = scriptedPlanner("inner", (_, context) => {
      while (context.step());
      return plan({ links });
    });
    const outer = scriptedPlanner("outer", async (asked, context) => {
      context.step(60);
      return context.run("inner", {}, asked);
    });
    expect(await ask([outer, inner])).toMatchObject({ outcome: plan({ links }), stepsSpent: 100 });
    const loop = scriptedPlanner("loop", (asked, context) => context.run("loop", {}, asked));
    expect((await ask([loop])).outcome).toMatchObject({
      kind: "failed",
      reason: expect.stringContaining("more than 8 deep"),
    });
    const lonely = scriptedPlanner("lonely", (asked, context) => context.run("nobody", {}, asked));
    expect((await ask([lonely])).outcome).toMatchObject({
      kind: "failed",
      reason: expect.stringContaining("no planner `nobody`"),
    });
  });

  describe("with a solver", () => {
    const program = new ProgramBuilder().build(true);
    const solution: ProgramSolution = { kind: "infeasible", iterations: 7 };
    const asks = scriptedPlanner("mine", async (_, context) => {
      const answer = await context.solve?.(program);
      context.note({ id: "plan/answer", severity: "info", message: answer?.kind ?? "no solver" });
      return plan({ links });
    });
    const run = (steps: number, solver?: LinearSolver): Promise<PlannerAnswer> =>
      runPlanner(new PlannerRegistry([asks]), "mine", {}, problem, {
        seed: 1,
        steps,
        ...(solver === undefined ? {} : { solver }),
      });

    it("lets planners have programs solved, for steps", async () => {
      const work: number[] = [];
      const solver: LinearSolver = {
        solve: async (_, { iterations }) => {
          work.push(iterations);
          return solution;
        },
      };
      expect(await run(100, solver)).toMatchObject({ notes: [{ message: "infeasible" }], stepsSpent: 8 });
      expect(work).toEqual([99]);
      expect(await run(1, solver)).toMatchObject({ notes: [{ message: "stopped" }], stepsSpent: 0 });
    });

    it("shows them that there is none", async () => {
      expect(await run(100)).toMatchObject({ notes: [{ message: "no solver" }] });
    });

    it("notes that the clock has ended a program, as the answer may then differ the next time", async () => {
      const solver: LinearSolver = {
        solve: async () => ({ kind: "stopped", why: "deadline", message: "too slow", iterations: 0 }),
      };
      const { notes } = await run(100, solver);
      expect(notes[0]).toEqual({ id: "plan/solver", severity: "warning", message: "too slow" });
    });
  });
});
