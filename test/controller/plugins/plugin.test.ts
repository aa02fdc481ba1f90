// A planner in a process of its own is the planner that it would be beside the engine.
import path from "node:path";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { z } from "zod";
import { PluginError } from "../../../controller/index.ts";
import type { Problem } from "../../../engine/model/problem.ts";
import type { Planner } from "../../../engine/plan/planner.ts";
import { PlannerRegistry } from "../../../engine/plan/planner-registry.ts";
import { runPlanner, type PlannerAnswer } from "../../../engine/plan/run-planner.ts";
import { linkOf, networkOf, observationOf, problemOf } from "../../arbitraries/network-of.ts";
import { problems } from "../../arbitraries/problem.ts";
import { repositoryRoot } from "../../harness/vnet-process.ts";
import { scriptedPlanner } from "../../engine/plan/scripted-planner.ts";
import { ask, moduleOfActs, pluginWorkshop } from "./plugin-under-test.ts";

const workshop = pluginWorkshop();
const settings = { seed: 5, steps: 1000 };

/** Uses all that a context has. */
const wanderer = `
export const planner = {
  name: "wanderer", contract: 1, stage: "topology", objective: "to be where nobody was", supports: ["links", "coverage", "bandwidth", "cost", "fan-out"],
  options: { properties: { rounds: { type: "integer", minimum: 1, default: 3 } } },
  create: ({ rounds }) => async (problem, context) => {
    const seen = [];
    for (let round = 0; round < rounds && context.step(7); round++) {
      const links = problem.chosen.links.slice(0, Math.floor(context.random() * 4));
      context.improve({ links });
      const outcome = await context.run("inner", {}, { ...problem, chosen: { ...problem.chosen, links } });
      seen.push(context.stepsLeft, context.score({ links }), context.random(), outcome.kind);
      seen.push(problem.objective.score({ carriedBps: 5, slowestRatio: 1, cost: 1, links: 2, plan: { ...problem.chosen, routes: [] } }));
    }
    context.note({ id: "plan/seen", severity: "info", message: seen.join(" ") });
    return { kind: "plan", proposal: { links: problem.chosen.links }, certificate: { kind: "none" } };
  },
};`;

const inner = scriptedPlanner("inner", ({ chosen }, context) => {
  context.step(chosen.links.length + 11);
  context.note({ id: "plan/inner", severity: "info", message: String(context.random()) });
  return { kind: "plan", proposal: {}, certificate: { kind: "none" } };
});

describe("a plugin", () => {
  it("answers, draws, spends and remarks what it would beside the engine, by whatever it calls", async () => {
    const file = workshop.write("wanderer.mjs", wanderer);
    const plugin = await workshop.open(file, { name: undefined });
    const { planner: beside } = (await import(file)) as { planner: Planner };
    const here = { ...beside, options: z.object({ rounds: z.int() }) } as Planner;
    const answerOf = (planner: Planner, problem: Problem): Promise<PlannerAnswer> =>
      runPlanner(new PlannerRegistry([planner, inner]), "wanderer", { rounds: 4 }, problem, settings);
    await fc.assert(
      fc.asyncProperty(problems(), async (problem) => {
        expect(await answerOf(plugin.planner, problem)).toEqual(await answerOf(here, problem));
      }),
      { numRuns: 60 },
    );
  });

  it("is told of a solver where there is one, and asks it", async () => {
    const body = `if (context.solve === undefined) throw new Error("no solver");
      const one = Float64Array.of(1), none = new Float64Array(0);
      const program = { maximize: true, objective: one, lower: Float64Array.of(0), upper: Float64Array.of(3),
        rowLower: none, rowUpper: none, rowStart: Int32Array.of(0), column: new Int32Array(0), value: none };
      const { objective } = await context.solve(program);
      context.note({ id: "plan/solved", severity: "info", message: String(objective) });
      return good;`;
    const { planner } = await workshop.open(workshop.write("solves.mjs", moduleOfActs({ solves: body })));
    const network = networkOf({ hosts: ["gw", "a", "b"] });
    const problem = problemOf(network, observationOf(network, []));
    const registry = new PlannerRegistry([planner]);
    const solver = {
      solve: async ({ upper }: { upper: Float64Array }) => ({
        kind: "optimal" as const,
        iterations: 1,
        values: upper,
        objective: upper[0],
        bound: upper[0],
      }),
    };
    const solved = await runPlanner(registry, "mine", { does: "solves" }, problem, { ...settings, solver });
    expect(solved.notes).toMatchObject([{ message: "3" }]);
    const { outcome } = await runPlanner(registry, "mine", { does: "solves" }, problem, settings);
    expect(outcome).toMatchObject({ reason: "planner `mine` failed: no solver" });
  });

  it("keeps its process from one run to the next, and carries several at once", async () => {
    const body = `globalThis.count = (globalThis.count ?? 0) + 1; await new Promise((later) => setTimeout(later, 20));
      context.note({ id: "plan/count", severity: "info", message: globalThis.count + " " + process.pid }); return good;`;
    const { planner } = await workshop.open(workshop.write("counts.mjs", moduleOfActs({ counts: body })));
    const network = networkOf({ hosts: ["gw", "a", "b"] });
    const problem = problemOf(network, observationOf(network, []));
    const count = async (): Promise<string> =>
      (await ask(planner, problem, { does: "counts" })).notes[0].message;
    const [first, second] = await Promise.all([count(), count()]);
    const third = await count();
    const pid = third.split(" ")[1];
    expect([first, second, third]).toEqual([`2 ${pid}`, `2 ${pid}`, `3 ${pid}`]);
  });

  it.each<[string, string, RegExp]>([
    ["exports nothing", "", /exports no planner/],
    ["exports no object", "export const planner = 4;", /exports no planner/],
    ["has no name", "export const planner = {};", /has no `name`/],
    [
      "speaks another contract",
      `export const planner = { name: "x", contract: 2 };`,
      /states contract 2, expected `contract: 1`/,
    ],
    [
      "has no stage",
      `export const planner = { name: "x", contract: 1, stage: "lunch" };`,
      /the stage `lunch`/,
    ],
    ["cannot be run", moduleOfActs({}).replace("create:", "creates:"), /cannot be run/],
    [
      "has options that are none",
      moduleOfActs({}).replace(`{ type: "string"`, `{ type: "rope"`),
      /no JSON Schema .*properties\.does/,
    ],
    ["throws when it is imported", `throw new Error("not today");`, /not today/],
    ["cannot be parsed", `export const planner = {`, /Unexpected/],
    ["imports what is not there", `import "./gone.mjs";`, /Cannot find module/],
    ["exits when it is imported", `process.exit(0);`, /ended its process with exit code 0/],
  ])("that %s cannot be opened, and says why", async (name, text, reason) => {
    const file = workshop.write(`${name.replaceAll(" ", "-")}.mjs`, text);
    await expect(workshop.open(file)).rejects.toSatisfy(
      (error) => error instanceof PluginError && reason.test(error.message),
    );
  });

  it("in TypeScript runs where this Node.js or tsx takes it", async () => {
    const file = path.join(repositoryRoot, "engine/planners/shortest-path/shortest-path.ts");
    const text = `import { shortestPath } from ${JSON.stringify(file)};
      const planner: typeof shortestPath = shortestPath; export { planner };`;
    const { planner } = await workshop.open(workshop.write("typed.ts", text), { name: undefined });
    expect(planner.name).toBe("shortest-path");
    const network = networkOf({
      hosts: ["gw", "a", "b"],
      vms: [
        { name: "v", on: 1 },
        { name: "w", on: 2 },
      ],
    });
    const problem = problemOf(network, observationOf(network, [[0, 1, 1e6]]));
    const chosen = { ...problem.chosen, links: [linkOf(1, 2)] };
    const { outcome } = await runPlanner(
      new PlannerRegistry([planner]),
      planner.name,
      {},
      { ...problem, chosen },
      settings,
    );
    expect(outcome).toMatchObject({
      kind: "plan",
      proposal: { routes: [{ from: 0, to: 1, hosts: [1, 2] }] },
    });
  });
});
