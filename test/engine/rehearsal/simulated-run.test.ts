// Simulated runs: transitions that take time hold no turn up for ever, and turns that would see nothing new can be left out.
import { describe, expect, it } from "vitest";
import { closureEvaluator } from "../../../engine/decide/compile-logic.ts";
import type { EngineEvent } from "../../../engine/engine-event.ts";
import { Engine } from "../../../engine/engine.ts";
import { buildNetwork } from "../../../engine/model/build-network.ts";
import { PlannerRegistry } from "../../../engine/plan/planner-registry.ts";
import { builtInPlanners, defaultPlanners } from "../../../engine/planners/built-in-planners.ts";
import { simulatedRun } from "../../../engine/rehearsal/simulated-run.ts";
import { SimulatedDataPlane } from "../../../engine/simulated/simulated-data-plane.ts";
import { compileText } from "../../harness/compile-text.ts";

const policy = compileText(`
network n {
  proxy gw
  host a..d { slots: 1 }
  vm v1 on a  vm v2 on b  vm v3 on c  vm v4 on d
  path any <-> any { rate: 100 Mbps, delay: 1 ms }
  path any <-> gw  { rate: 5 Mbps, delay: 4 ms }
  link a <-> c
}
infer { update: 100 ms, smooth: 1 s }
limit { links <= 5 }
rule match { when app.changed and traffic.total > 1 Mbps do connect using greedy-topology cooldown 2 s }
`);

const ring: [number, number][] = [0, 1, 2, 3].map((vm) => [vm, (vm + 1) % 4]);
const bus: [number, number][] = [
  [0, 2],
  [2, 1],
  [1, 3],
];

/** Ten minutes in which the traffic changes twice. */
async function run(leapSeconds: number, reconfigurationSeconds = 0) {
  const network = buildNetwork(policy.network);
  const { update: updateSeconds } = policy.infer;
  const plane = new SimulatedDataPlane(network, { updateSeconds, reconfigurationSeconds });
  const events: EngineEvent[] = [];
  const settings = { seed: 1, steps: 100_000 };
  const planning = { registry: new PlannerRegistry(builtInPlanners), defaults: defaultPlanners, settings };
  const on = (event: EngineEvent): void => void events.push(event);
  const engine = new Engine({ policy, network, plane, evaluator: closureEvaluator, planning, on });
  const turns = await simulatedRun({
    engine,
    plane,
    updateSeconds,
    steps: [
      { at: 1, what: { kind: "traffic", edges: ring, rateBps: 10e6, forSeconds: 250.03 } },
      { at: 300, what: { kind: "traffic", edges: bus, rateBps: 20e6 } },
    ],
    until: 600,
    leapSeconds,
  });
  engine.stop();
  return { turns, events, plane, engine };
}

function happened(events: readonly EngineEvent[]): unknown[] {
  return events
    .filter(({ kind }) => kind !== "network")
    .map((event) => [event.kind, event.at.toFixed(1), "diff" in event ? event.diff.links : undefined]);
}

describe("simulated run", () => {
  it("ends where each change of links takes time, the first one too, and lets traffic flow meanwhile", async () => {
    const { events, plane } = await run(0, 0.25);
    const applied = events.filter((event) => event.kind === "applied");
    const planned = events.filter((event) => event.kind === "planned");
    expect(applied.length).toBe(planned.length);
    expect(applied.length).toBeGreaterThanOrEqual(2);
    applied.forEach(({ seconds, at }, index) => {
      expect(seconds).toBe(0.25);
      expect(at).toBeCloseTo(planned[index].at + 0.25);
    });
    expect(plane.now).toBeCloseTo(600);
  });

  it("does the same at the same time when it leaves out turns that would see nothing new", async () => {
    const all = await run(0);
    const some = await run(10);
    expect(happened(some.events)).toEqual(happened(all.events));
    expect(some.plane.carriedBps()).toBeCloseTo(all.plane.carriedBps());
    const totals = [all, some].map(({ engine }) =>
      engine.totals().map(({ bytes }) => Math.round(bytes / 10)),
    );
    expect(totals[1]).toEqual(totals[0]);
    expect(all.turns).toBe(6001);
    expect(some.turns).toBeLessThan(all.turns / 4);
  });
});
