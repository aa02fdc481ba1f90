// The suite finds what is wrong with planners that are wrong, and shows it on something small.
import { describe, expect, it } from "vitest";
import { z } from "zod";
import type { Link } from "../../../engine/model/network.ts";
import type { Problem } from "../../../engine/model/problem.ts";
import type { Outcome, Planner, PlannerRun } from "../../../engine/plan/planner.ts";
import type { CheckedPlanner, Finding } from "../../../lab/conformance/planner-check.ts";
import { plannerChecks } from "../../../lab/conformance/planner-checks.ts";
import { builtInPlanners } from "../../../engine/planners/built-in-planners.ts";
import { scriptedPlanner } from "../../engine/plan/scripted-planner.ts";

const keeps: Outcome = { kind: "plan", proposal: {}, certificate: { kind: "none" } };
const withLinks = (links: readonly Link[]): Outcome => ({ ...keeps, proposal: { links } });

async function findingsOf(run: PlannerRun, more: Partial<Planner> = {}): Promise<Record<string, Finding>> {
  const supports = ["links", "coverage", "bandwidth", "cost", "fan-out"] as const;
  const planner = scriptedPlanner("wrong", run, { supports, ...more });
  const checked: CheckedPlanner = {
    planner,
    options: {},
    others: [],
    runs: 200,
    seed: 11,
    limitMs: 20_000,
    relabelled: "value",
  };
  const found: Record<string, Finding> = {};
  for (const check of plannerChecks) {
    const finding = await check.find(checked);
    if (finding !== undefined) found[check.title] = finding;
  }
  return found;
}

/** All links that are possible, whatever the limits. */
function everyLink({ network }: Problem): Link[] {
  return network.hosts.flatMap((_, a) =>
    network.hosts.flatMap((_host, b) => {
      const [choice] = a < b && a !== network.proxy && b !== network.proxy ? network.linkKinds(a, b) : [];
      const kept = network.kept.find((link) => link.a === a && link.b === b);
      return choice === undefined ? [] : [kept ?? { a, b, ...choice }];
    }),
  );
}

/** Of a planner that is not asked to keep a limit. */
const nothing: Partial<Planner> = { supports: [] };
const limits = "proposes only what its stage decides, and nothing that breaks a limit or a constraint";

describe("the suite", () => {
  it("finds nothing wrong with a planner that does nothing", async () => {
    const keep = builtInPlanners.find(({ name }) => name === "keep")!;
    const checked = {
      planner: keep,
      options: {},
      others: [],
      runs: 50,
      limitMs: 20_000,
      relabelled: "plan",
    } as const;
    for (const check of plannerChecks) expect(await check.find(checked)).toBeUndefined();
  });

  it("finds a broken limit, on a network of a few hosts", async () => {
    const found = await findingsOf((problem) => withLinks(everyLink(problem)));
    expect(found[limits]?.message).toMatch(/would be .*, allowed is/);
    expect(found[limits]?.counterexample).toMatch(/^hosts {4}.*the proxy/);
    expect(found[limits]?.counterexample).toMatch(/^limits {3}/m);
    expect(found[limits]?.counterexample?.split("\n")[0]?.split(", ").length).toBeLessThanOrEqual(3);
  });

  it("finds a throw", async () => {
    const found = await findingsOf(({ observation }) => {
      if (observation.demand.value.length > 1) throw new Error("too much for me");
      return keeps;
    });
    expect(found[limits]?.message).toBe("planner `wrong` failed: too much for me");
    expect(found[limits]?.counterexample).toMatch(/^traffic [^,]*, [^,]*$/m); // two flows, and no more
  });

  it("finds randomness of its own", async () => {
    let calls = 0;
    const found = await findingsOf((_, context) => {
      context.note({ id: "plan/call", severity: "info", message: String(calls++) });
      return keeps;
    }, nothing);
    expect(Object.keys(found)).toEqual(["answers the same to the same problem and seed"]);
  });

  it("finds a planner that writes into what it is given", async () => {
    const found = await findingsOf(({ observation }) => {
      observation.demand.value.fill(0);
      return keeps;
    });
    expect(found["changes nothing that it is given"]?.message).toContain("copy what you change");
  });

  it("finds that the first host in the list is preferred", async () => {
    const found = await findingsOf((problem) => withLinks(everyLink(problem).slice(0, 1)), nothing);
    expect(found["does not depend on the order in which hosts and VMs are listed"]?.message).toContain(
      "listed backwards",
    );
  });

  it("finds a planner that does not hear that its budget has ended", async () => {
    const found = await findingsOf((_, context) => {
      context.improve({});
      for (;;) context.step();
    });
    expect(found["ends with a sound answer however small its budget is"]?.message).toContain(
      "had to be stopped",
    );
  });

  it("finds a planner that stumbles over a network without VMs", async () => {
    const found = await findingsOf(({ network }) => {
      if (network.vms.length === 0) throw new Error("nobody here");
      return keeps;
    }, nothing);
    expect(Object.entries(found)).toMatchObject([
      ["answers to empty, extreme and large networks", { message: expect.stringContaining("nobody here") }],
    ]);
  });

  it("finds options without defaults", async () => {
    const found = await findingsOf(() => keeps, { options: z.object({ width: z.number() }) });
    expect(Object.values(found)[0]?.message).toContain("does not accept the options");
  });
});
