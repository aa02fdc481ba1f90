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

/** `found`: a network that is at work already. */
function startOn(text: string, found?: SimulatedDataPlane) {
  const policy = compileText(text);
  const network = buildNetwork(policy.network);
  const plane = found ?? new SimulatedDataPlane(network, { updateSeconds });
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

  describe("that begins where another has left off", () => {
    const text = (limit: string, rule: string): string => `
network n {
  proxy gw
  host a..d { slots: 1 }
  vm v1 on a  vm v2 on b  vm v3 on c  vm v4 on d
  path any <-> any { rate: 100 Mbps }
  path any <-> gw  { rate: 5 Mbps }
}
limit { ${limit} }
rule match { when app.changed and traffic.total > 1 Mbps do adapt ${rule} }
`;

    async function adapted(): Promise<SimulatedDataPlane> {
      const { engine, plane, events, run } = startOn(text("links <= 2", "cooldown 1 s"));
      await engine.start();
      plane.give({ kind: "traffic", edges: [[0, 1], [2, 3]], rateBps: 20e6 }); // prettier-ignore
      await run(4);
      engine.stop();
      expect(events.filter(({ kind }) => kind === "applied")).toHaveLength(1);
      return plane;
    }

    const told = (events: readonly EngineEvent[]): string[] =>
      events.map(({ kind }) => kind).filter((kind) => kind !== "network");

    it("carries on what the policy allows: the application that it sees again is no change", async () => {
      const plane = await adapted();
      const before = await plane.snapshot();
      const { engine, events, run } = startOn(text("links <= 2", "cooldown 1 s"), plane);
      await engine.start(plane.now);
      await run(4);
      expect(told(events)).toEqual(["found", "inferred"]);
      expect(await plane.snapshot()).toMatchObject({ epoch: before.epoch, overlay: before.overlay });
      plane.give({ kind: "traffic", edges: [[0, 3], [2, 1]], rateBps: 20e6 }); // prettier-ignore
      await run(6);
      expect(told(events)).toContain("fired");
    });

    it.each([
      ["breaks a limit", "links <= 1", "cooldown 1 s", "`links` would be 2, allowed is 1"],
      [
        "is to be taken back by a rule",
        "links <= 2",
        "until traffic.total < 1 Mbps",
        "rule `match` takes back what it brought, and what that was is forgotten",
      ],
    ])(
      "goes back to the links that the policy keeps where what is there %s",
      async (_what, limit, rule, why) => {
        const plane = await adapted();
        const { engine, events } = startOn(text(limit, rule), plane);
        await engine.start(plane.now);
        expect(events.find(({ kind }) => kind === "found")).toMatchObject({ objections: [why] });
        expect(await plane.snapshot()).toMatchObject({ overlay: [], routes: [] });
      },
    );
  });
});
