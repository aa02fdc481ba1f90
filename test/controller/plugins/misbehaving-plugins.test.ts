// A plugin that does all that it should not: each act leaves one clear reason, and the run after it goes well.
import { beforeAll, describe, expect, it } from "vitest";
import type { Plugin } from "../../../controller/index.ts";
import { residentBytes } from "../../../controller/plugins/memory-watch.ts";
import { linkOf, networkOf, observationOf, problemOf } from "../../arbitraries/network-of.ts";
import { ask, moduleOfActs, pluginWorkshop } from "./plugin-under-test.ts";

const network = networkOf({
  hosts: ["gw", "a", "b", "c"],
  vms: [
    { name: "v", on: 1 },
    { name: "w", on: 2 },
  ],
});
const problem = problemOf(network, observationOf(network, [[0, 1, 1e6]]));
const workshop = pluginWorkshop();
const never = "await new Promise(() => {});";

type Act = readonly [does: string, body: string, reason: RegExp];

/** The plugin's process goes on after these. */
const harmless: readonly Act[] = [
  ["throws", `throw new Error("out of ideas");`, /^planner `mine` failed: out of ideas$/],
  ["throws what is no error", `throw { toString: () => "a\\n thing" };`, /^planner `mine` failed: a thing$/],
  ["rejects", `return Promise.reject(new Error("later"));`, /^planner `mine` failed: later$/],
  [
    "goes on past its steps",
    `for (;;) context.step();`,
    /^planner `mine` went on past its 100 steps without a plan$/,
  ],
  ["answers nothing", `return;`, /^planner `mine` failed: an answer must be an object$/],
  ["answers nonsense", `return plan("all");`, /^planner `mine` failed: links and routes must be lists$/],
  [
    "names a host that is not there",
    `return plan([{ a: 1, b: 99, kind: "ws", cost: 1 }]);`,
    /found 1 and 99/,
  ],
  [
    "answers what cannot be sent",
    `return plan([{ a: 1, b: 2, kind: () => 0, cost: 1 }]);`,
    /is not a kind of link/,
  ],
  [
    "plans what is not its stage",
    `return { ...good, proposal: { mapping: new Int32Array(2) } };`,
    /must not propose mapping/,
  ],
  ["claims what it cannot", `return { ...good, certificate: { kind: "perfect" } };`, /certificate must be/],
  ["publishes nonsense", `context.improve({ links: [{}] });`, /a link must join two hosts/],
  ["scores nonsense", `context.score({ mapping: Int32Array.of(7, 8) });`, /there is no host with index 7/],
  ["notes nonsense", `context.note("well");`, /a note must have an id/],
  ["takes steps back", `context.step(-1);`, /spends 0 steps or more, not -1/],
  ["asks for nobody", `await context.run("nobody", {}, problem);`, /there is no planner `nobody`/],
  [
    "hands on what is no problem",
    `await context.run("mine", {}, { ...problem, chosen: { mapping: Int32Array.of(9), links: [] } });`,
    /a mapping is not for 2 VMs/,
  ],
  [
    "calls itself without end",
    `return context.run("mine", { does: "calls itself without end" }, { ...problem });`,
    /more than 8 deep/,
  ],
  ["changes the network", `problem.network.hosts[0].name = "mine";`, /read only property/],
  [
    "publishes, then throws",
    `context.improve(good.proposal); throw new Error("no");`,
    /^planner `mine` failed: no$/,
  ],
];

/** These end the process, one way or the other; `deadlineSeconds` is 1. */
const deadly: readonly Act[] = [
  [
    "throws outside its run",
    `setTimeout(() => { throw new Error("too late"); }, 1); ${never}`,
    /^planner `mine` failed: failed outside its run: too late$/,
  ],
  [
    "forgets a promise",
    `void Promise.reject(new Error("lost")); ${never}`,
    /^planner `mine` failed: failed outside its run: lost$/,
  ],
  ["exits", `process.exit(3);`, /^planner `mine` failed: ended its process with exit code 3$/],
  [
    "exits as if all were well",
    `process.exit(0);`,
    /^planner `mine` failed: ended its process with exit code 0$/,
  ],
  [
    "kills itself",
    `process.kill(process.pid, "SIGKILL"); ${never}`,
    /^planner `mine` failed: was ended by SIGKILL$/,
  ],
  ["loops for ever", `for (;;);`, /^planner `mine` was ended after 1 s without a plan$/],
  ["never answers", never, /^planner `mine` was ended after 1 s without a plan$/],
  [
    "catches all that stops it",
    `for (;;) try { context.step(); } catch {}`,
    /^planner `mine` was ended after 1 s without a plan$/,
  ],
  [
    "will not hear of its end",
    `for (const name of ["SIGTERM", "SIGINT", "SIGHUP"]) process.on(name, () => {}); for (;;);`,
    /^planner `mine` was ended after 1 s without a plan$/,
  ],
];

const others = {
  "leaks numbers": `const kept = []; for (;;) kept.push(new Uint8Array(8 << 20).fill(1));`,
  "leaks objects": `const kept = []; for (;;) kept.push({ text: String(kept.length), more: [kept.length] });`,
  "publishes, then loops": `context.improve({ links: [] }); context.improve(good.proposal); for (;;);`,
  "publishes, then goes on": `context.improve(good.proposal); for (;;) context.step();`,
  "publishes without end": `for (let cost = 1; cost <= 5000; cost++) context.improve({ links: [{ a: 1, b: 2, kind: "ws", cost }] }); for (;;) context.step();`,
  "notes without end": `for (let n = 0; n < 1e6; n++) context.note({ id: "plan/n", severity: "info", message: "x".repeat(1000) }); return good;`,
  "prints without end": `for (let n = 0; n < 20_000; n++) { console.log("line", n); console.error("x".repeat(2000)); } return good;`,
  "greets its parent": `process.send?.("hello"); process.disconnect?.(); return good;`,
  "starts processes": `const child = spawn(process.execPath, ["-e", "setInterval(() => {}, 1000)"]);
    context.note({ id: "plan/pid", severity: "info", message: String(child.pid) }); return good;`,
};

const file = workshop.write(
  "acts.mjs",
  moduleOfActs({
    ...Object.fromEntries([...harmless, ...deadly].map(([does, body]) => [does, body])),
    ...others,
  }),
);

describe("a plugin that", () => {
  let plugin: Plugin;
  beforeAll(async () => {
    plugin = await workshop.open(file, { bounds: { deadlineSeconds: 1 } });
  });
  const outcomeOf = async (does: string): Promise<unknown> => {
    const { outcome } = await ask(plugin.planner, problem, { does });
    return outcome.kind === "failed" ? outcome.reason : outcome;
  };

  it.each([...harmless, ...deadly])(
    "%s leaves one reason, and the next run goes well",
    async (does, _, reason) => {
      expect(await outcomeOf(does)).toMatch(reason);
      expect(await outcomeOf("behaves")).toMatchObject({ kind: "plan" });
    },
  );

  it("publishes and then loops for ever has published its plan, and the log says so", async () => {
    const { outcome, notes } = await ask(plugin.planner, problem, { does: "publishes, then loops" });
    expect(outcome).toMatchObject({ kind: "plan", proposal: { links: [linkOf(1, 2)] } });
    const message = "planner `mine` was ended after 1 s; the best plan that it had published counts";
    expect(notes).toEqual([{ id: "plan/deadline", severity: "warning", message }]);
  });

  it("greets its parent is not heard", async () => {
    expect(await outcomeOf("greets its parent")).toMatchObject({ kind: "plan" });
  });
});

describe("a plugin with time enough that", () => {
  const printed: string[] = [];
  let plugin: Plugin;
  beforeAll(async () => {
    const bounds = { memoryBytes: 400 << 20, deadlineSeconds: 60 };
    plugin = await workshop.open(file, { bounds, print: (line) => printed.push(line) });
  });

  it("publishes and then goes on past its steps has published its plan", async () => {
    const { outcome, notes, stepsSpent } = await ask(plugin.planner, problem, {
      does: "publishes, then goes on",
    });
    expect(outcome).toMatchObject({ kind: "plan", proposal: { links: [linkOf(1, 2)] } });
    expect(notes).toMatchObject([{ id: "plan/budget" }]);
    expect(stepsSpent).toBe(100);
  });

  it("publishes without end is taken at its last word", async () => {
    const { outcome } = await ask(plugin.planner, problem, { does: "publishes without end" });
    expect(outcome).toMatchObject({ kind: "plan", proposal: { links: [linkOf(1, 2, "ws", 5000)] } });
  });

  it("floods notes gets a hundred of them through", async () => {
    const { outcome, notes } = await ask(plugin.planner, problem, { does: "notes without end" });
    expect(outcome.kind).toBe("plan");
    expect(notes).toHaveLength(101);
    expect(notes.at(-1)).toMatchObject({ id: "plan/notes" });
  });

  it("prints without end is heard for 200 lines, and not on anybody's standard output", async () => {
    expect((await ask(plugin.planner, problem, { does: "prints without end" })).outcome.kind).toBe("plan");
    await expect.poll(() => printed.length).toBeGreaterThanOrEqual(201);
    expect(printed).toContain("line 0");
    expect(printed.filter((line) => line.includes("more than 200 lines"))).not.toEqual([]);
    expect(Math.max(...printed.map((line) => line.length))).toBe(501);
  });

  it.each(["leaks numbers", "leaks objects"])("%s is ended at its limit", async (does) => {
    const { outcome } = await ask(plugin.planner, problem, { does });
    const reason = outcome.kind === "failed" ? outcome.reason : "";
    const [, taken] =
      /^planner `mine` failed: took (\d+) MiB of memory, it may have 400 MiB$/.exec(reason) ?? [];
    expect(Number(taken)).toBeGreaterThan(400);
    expect((await ask(plugin.planner, problem)).outcome.kind).toBe("plan");
  });

  it("starts processes of its own leaves none of them; and closed while it runs, it has failed", async () => {
    const { notes } = await ask(plugin.planner, problem, { does: "starts processes" });
    const pid = Number(notes[0]?.message);
    expect(residentBytes(pid)).toBeGreaterThan(0);
    const running = ask(plugin.planner, problem, { does: "loops for ever" });
    await plugin.close();
    expect((await running).outcome).toMatchObject({ kind: "failed" });
    await expect.poll(() => residentBytes(pid)).toBe(undefined);
    const { outcome } = await ask(plugin.planner, problem);
    expect(outcome).toMatchObject({ kind: "failed", reason: "planner `mine` failed: it was closed" });
  });
});
