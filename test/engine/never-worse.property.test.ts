// Figure 10's promise of the whole loop: whatever the engine decides and carries out, a steady application never has less than it had.
import fc from "fast-check";
import { expect, it } from "vitest";
import { closureEvaluator } from "../../engine/decide/compile-logic.ts";
import { Engine } from "../../engine/engine.ts";
import { buildNetwork } from "../../engine/model/build-network.ts";
import { PlannerRegistry } from "../../engine/plan/planner-registry.ts";
import { builtInPlanners, defaultPlanners } from "../../engine/planners/built-in-planners.ts";
import { SimulatedDataPlane } from "../../engine/simulated/simulated-data-plane.ts";
import { compileText } from "../harness/compile-text.ts";

const planning = {
  registry: new PlannerRegistry(builtInPlanners),
  defaults: defaultPlanners,
  settings: { seed: 1, steps: 20_000 },
};
const hosts = ["a", "b", "c", "d", "e"];

const drawn = fc.record({
  slots: fc.integer({ min: 1, max: 2 }),
  places: fc.shuffledSubarray([...hosts, ...hosts], { minLength: 3, maxLength: 5 }),
  rates: fc.array(fc.constantFrom(2, 5, 20, 50), { minLength: 4, maxLength: 4 }),
  hub: fc.constantFrom(2, 5, 20),
  links: fc.nat(4),
  traffic: fc.array(fc.tuple(fc.nat(4), fc.nat(4)), { minLength: 1, maxLength: 6 }),
  how: fc.constantFrom(
    "adapt",
    "adapt using alternate",
    "adapt using best-of",
    "{ migrate connect forward }",
    "migrate",
  ),
});

function policyOf({
  slots,
  places,
  rates,
  hub,
  links,
  how,
}: typeof drawn extends fc.Arbitrary<infer T> ? T : never) {
  const used = new Map<string, number>();
  const vms = places.filter((host) => {
    used.set(host, (used.get(host) ?? 0) + 1);
    return (used.get(host) ?? 0) <= slots;
  });
  const [near = 1, ab = 1, cd = 1, de = 1] = rates;
  const text = `network n {
    proxy gw
    host ${hosts.join(", ")} { slots: ${slots} }
    ${vms.map((host, vm) => `vm v${vm} on ${host} { image: 1 MB }`).join("\n")}
    path any <-> any { rate: ${near} Mbps, delay: 1 ms }
    path any <-> gw { rate: ${hub} Mbps, delay: 1 ms }
    path a <-> b { rate: ${ab} Mbps }
    path c <-> d { rate: ${cd} Mbps }
    path d <-> e { rate: ${de} Mbps }
  }
  infer { smooth: 500 ms }
  limit { links <= ${links} }
  rule fit { when traffic.total > 1 kbps do ${how} cooldown 2 s }`;
  return { policy: compileText(text), vmCount: vms.length };
}

it("never leaves a steady application with less than it had, whichever planners a rule names", async () => {
  let applied = 0;
  await fc.assert(
    fc.asyncProperty(drawn, async (given) => {
      const { policy, vmCount } = policyOf(given);
      const edges = given.traffic.filter(([from, to]) => from !== to && Math.max(from, to) < vmCount);
      fc.pre(edges.length > 0);
      const network = buildNetwork(policy.network);
      const plane = new SimulatedDataPlane(network, { updateSeconds: 0.1 });
      const engine = new Engine({
        policy,
        network,
        plane,
        evaluator: closureEvaluator,
        planning,
        on: ({ kind }) => (applied += Number(kind === "applied")),
      });
      await engine.start();
      plane.give({ kind: "traffic", edges, rateBps: 100e6 }); // more than any path carries
      const before = plane.carriedBps();
      for (let tick = 0; tick < 150; tick++) {
        await engine.tick(plane.now);
        plane.advance(0.1);
      }
      engine.stop();
      expect(plane.carriedBps()).toBeGreaterThanOrEqual(before * (1 - 1e-6));
    }),
    { numRuns: 60 },
  );
  expect(applied).toBeGreaterThan(20); // the engine does adapt
});
