// Tests of policies in simulated time: what passes, what fails, and what is said about it.
import { describe, expect, it } from "vitest";
import { closureEvaluator } from "../../../engine/decide/compile-logic.ts";
import { referenceEvaluator } from "../../../engine/decide/reference-evaluator.ts";
import { PlannerRegistry } from "../../../engine/plan/planner-registry.ts";
import { builtInPlanners, defaultPlanners } from "../../../engine/planners/built-in-planners.ts";
import { rehearseTest, type RehearsalOptions } from "../../../engine/rehearsal/rehearse-test.ts";
import type { TimedTraffic } from "../../../engine/rehearsal/timed-traffic.ts";
import type { TestVerdict } from "../../../engine/rehearsal/test-verdict.ts";
import { compileText } from "../../harness/compile-text.ts";

const network = `
network n {
  proxy gw
  host a..d { slots: 1 }
  vm v1 on a  vm v2 on b  vm v3 on c  vm v4 on d
  path any <-> any { rate: 100 Mbps, delay: 1 ms }
  path any <-> gw  { rate: 5 Mbps, delay: 4 ms }
}
limit { links <= 4 }
rule match { when app.changed and traffic.total > 1 Mbps do adapt cooldown 2 s }
rule calm  { when traffic.total < 10 kbps for 5 s do reset cooldown 1 min }
`;

async function rehearse(
  test: string,
  more: Partial<RehearsalOptions> = {},
): Promise<TestVerdict | { readonly fault: string }> {
  const policy = compileText(`${network}\ntest "it" { ${test} }`);
  return rehearseTest(policy.tests[0], {
    policy,
    evaluator: closureEvaluator,
    planning: {
      registry: new PlannerRegistry(builtInPlanners),
      defaults: defaultPlanners,
      settings: { seed: 1, steps: 100_000 },
    },
    readTraffic: async (file) => ({ fault: `there are no files here, ${file} neither` }),
    ...more,
  });
}

async function passed(test: string): Promise<readonly boolean[]> {
  const verdict = await rehearse(test);
  if ("fault" in verdict) throw new Error(verdict.fault);
  return verdict.expectations.map((expectation) => expectation.passed);
}

describe("rehearse test", () => {
  it("passes what becomes true in time, and fails what does not", async () => {
    const ring = "given traffic ring([v1..v4]) at 10 Mbps for 6 s";
    expect(await passed(`${ring} expect app.shape == ring within 3 s`)).toEqual([true]);
    expect(await passed(`${ring} expect app.shape == ring within 1 s`)).toEqual([false]);
    expect(await passed(`${ring} expect app.shape == bus within 5 s`)).toEqual([false]);
  });

  it("judges without `within` when the traffic is about to end, while it still flows", async () => {
    const ring = "given traffic ring([v1..v4]) at 10 Mbps for 6 s";
    expect(await passed(`${ring} expect throughput == 80 Mbps expect plan.moves == 0`)).toEqual([true, true]);
  });

  it("counts `within` from the `at` above it", async () => {
    const later = "at 4 s given traffic ring([v1..v4]) at 10 Mbps for 6 s";
    expect(await passed(`${later.replace("given ", "")} expect app.shape == ring within 3 s`)).toEqual([
      true,
    ]);
  });

  it("goes back to the star when the traffic has ended", async () => {
    const ring = "given traffic ring([v1..v4]) at 10 Mbps for 4 s";
    expect(await passed(`${ring} expect count(overlay.links) == 4 within 4 s`)).toEqual([true]);
    expect(
      await passed(`${ring} at 5 s host a { load: 0% } expect count(overlay.links) == 0 within 10 s`),
    ).toEqual([true]);
  });

  it("leaves `throughput.before` unknown while nothing was adapted, and unknown is not true", async () => {
    const verdict = await rehearse(
      "given traffic ring([v1..v4]) at 1 kbps for 4 s expect throughput.before < 1 Gbps",
    );
    expect(verdict).toMatchObject({ passed: false });
    expect("expectations" in verdict && verdict.expectations[0]?.readings).toEqual([
      { fact: "throughput.before", args: [] },
    ]);
  });

  it("reaches the same verdict with the reference evaluator, and twice the same", async () => {
    const test =
      "given traffic ring([v1..v4]) at 10 Mbps for 6 s expect count(overlay.links) == 4 within 5 s";
    const first = await rehearse(test);
    expect(await rehearse(test)).toEqual(first);
    expect(await rehearse(test, { evaluator: referenceEvaluator })).toEqual(first);
  });

  it("plays the traffic of a file at its times, and says why there is none", async () => {
    const test = 'at 1 s traffic from "t.csv" expect app.shape == bus within 4 s';
    const edge = (from: number, to: number): TimedTraffic => ({
      at: 0.5,
      what: { kind: "traffic", edges: [[from, to]], rateBps: 2e6 },
    });
    const bus = [edge(0, 1), edge(1, 2)];
    const verdict = await rehearse(test, { readTraffic: async (file) => (file === "t.csv" ? bus : []) });
    expect(verdict).toMatchObject({ passed: true });
    expect("expectations" in verdict && verdict.expectations[0].at).toBeGreaterThan(1.5);
    expect(await rehearse(test)).toEqual({ fault: "there are no files here, t.csv neither" });
  });
});
