// The whole loop on the simulated data plane, where the network does not do as planned.
import { describe, expect, it } from "vitest";
import { closureEvaluator } from "../../engine/decide/compile-logic.ts";
import type { EngineEvent } from "../../engine/engine-event.ts";
import { Engine } from "../../engine/engine.ts";
import { buildNetwork } from "../../engine/model/build-network.ts";
import { PlannerRegistry } from "../../engine/plan/planner-registry.ts";
import { builtInPlanners, defaultPlanners } from "../../engine/planners/built-in-planners.ts";
import { SimulatedDataPlane } from "../../engine/simulated/simulated-data-plane.ts";
import { compileText } from "../harness/compile-text.ts";

const updateSeconds = 0.05;

function startOn(text: string) {
  const policy = compileText(text);
  const network = buildNetwork(policy.network);
  const plane = new SimulatedDataPlane(network, { updateSeconds });
  const events: EngineEvent[] = [];
  const engine = new Engine({
    policy,
    network,
    plane,
    evaluator: closureEvaluator,
    planning: {
      registry: new PlannerRegistry(builtInPlanners),
      defaults: defaultPlanners,
      settings: { seed: 1, steps: 100_000 },
    },
    on: (event) => void events.push(event),
  });
  const run = async (seconds: number): Promise<void> => {
    for (let turn = 0; turn * updateSeconds < seconds; turn++) {
      await engine.tick(plane.now);
      plane.advance(updateSeconds);
    }
  };
  return { engine, plane, network, events, run };
}

describe("engine", () => {
  it("plans without moves when all moves of a plan are refused, instead of building links for places that VMs never took", async () => {
    // Two VMs would change places, and no host has a slot to spare.
    const { engine, plane, network, events, run } = startOn(`
network n {
  proxy gw
  host a..d { slots: 1 }
  vm v1 on a  vm v2 on b  vm v3 on c  vm v4 on d
  path any <-> any { rate: 10 Mbps }
  path a <-> b     { rate: 1 Gbps }
  path any <-> gw  { rate: 5 Mbps }
}
limit { links <= 2 }
rule match { when app.changed and traffic.total > 1 Mbps do adapt cooldown 2 s }
`);
    await engine.start();
    plane.give({ kind: "traffic", edges: [[0, 2], [2, 0]], rateBps: 500e6 }); // prettier-ignore
    plane.give({ kind: "traffic", edges: [[1, 3], [3, 1]], rateBps: 1e6 }); // prettier-ignore
    await run(5);
    const planned = events.filter((event) => event.kind === "planned");
    expect(planned.map(({ diff }) => diff.moves.length)).toEqual([2, 0]);
    expect(planned[1].notes.map(({ message }) => message)).toContain("`b` has no free slot of its 1");
    const { overlay, routes } = await plane.snapshot();
    const nameOf = (host: number): string => network.hosts[host].name;
    expect(overlay.map(({ a, b }) => `${nameOf(a)}-${nameOf(b)}`)).toEqual(["a-c", "b-d"]);
    expect(routes).toHaveLength(4);
  });
});
