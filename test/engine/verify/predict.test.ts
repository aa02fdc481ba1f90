// What plans are predicted to bring, and that predictions rank plans as the application would.
import { describe, expect, it } from "vitest";
import type { Plan } from "../../../engine/plan/plan.ts";
import { predict } from "../../../engine/verify/predict.ts";
import { linkOf, networkOf, observationOf, type NetworkSpec } from "../../arbitraries/network-of.ts";

const [a, b, c] = [1, 2, 3];

/** The spokes carry 5 Mbit/s, other paths 100; v on a, w on b, x on c. */
function network(spec: Partial<NetworkSpec> = {}) {
  return networkOf({
    hosts: ["gw", "a", "b", "c"],
    vms: ["v", "w", "x"].map((name, index) => ({ name, on: index + 1 })),
    pathBps: (from, to) => (from * to === 0 ? 5e6 : 100e6),
    ...spec,
  });
}
const star = (mapping: readonly number[]): Plan => ({
  mapping: Int32Array.from(mapping),
  links: [],
  routes: [],
});
const direct: Plan = {
  ...star([a, b, c]),
  links: [linkOf(a, b)],
  routes: [{ from: 0, to: 1, hosts: [a, b] }],
};

describe("predict", () => {
  it("lets the pattern grow until paths and cards stop it, in proportion to what was seen", () => {
    const net = network();
    const observation = observationOf(net, [
      [0, 1, 2e6],
      [0, 2, 1e6],
    ]);
    const { carriedBps, slowestRatio, cost, links } = predict(net, observation, star([a, b, c]));
    expect(carriedBps).toBeCloseTo(5e6); // both leave over a's spoke
    expect(slowestRatio).toBeCloseTo(5 / 3);
    expect([cost, links]).toEqual([0, 0]);
  });

  it("ranks direct links above the star for an application that is held back by it", () => {
    const net = network();
    const observation = observationOf(net, [
      [0, 1, 5e6],
      [1, 2, 1e6],
    ]);
    const [before, after] = [star([a, b, c]), direct].map((plan) => predict(net, observation, plan));
    expect(after.carriedBps).toBeGreaterThan(3 * before.carriedBps);
    expect(after.slowestRatio).toBeGreaterThan(before.slowestRatio);
    expect([after.cost, after.links]).toEqual([1, 1]);
  });

  it("measures a flow that nothing holds back with the same yardstick in every plan", () => {
    const net = network();
    const observation = observationOf(net, [[0, 1, 1e6]]);
    const plans = [direct, star([a, a, c])];
    expect(plans.map((plan) => predict(net, observation, plan).carriedBps)).toEqual([10e6, 10e6]);
    expect(predict(net, observationOf(net, [[0, 1, 50e6]]), direct).carriedBps).toBeCloseTo(100e6);
  });

  it("shares the proxy's card among all that stays on the star", () => {
    const net = network({ hosts: [{ name: "gw", rateBps: 4e6 }, "a", "b", "c"] });
    const observation = observationOf(net, [
      [0, 1, 3e6],
      [1, 2, 3e6],
    ]);
    expect(predict(net, observation, star([a, b, c])).carriedBps).toBeCloseTo(4e6);
  });

  it("sends over the star what has no sound route: none, a wrong end, a link that is missing or down", () => {
    const net = network();
    const observation = observationOf(net, [[0, 1, 5e6]]);
    const carried = (plan: Plan, more = observation): number => predict(net, more, plan).carriedBps;
    expect(carried({ ...direct, routes: [] })).toBeCloseTo(5e6);
    expect(carried({ ...direct, mapping: Int32Array.of(a, c, c) })).toBeCloseTo(5e6);
    expect(carried({ ...direct, links: [] })).toBeCloseTo(5e6);
    const down = observationOf(net, [[0, 1, 5e6]], { overlay: direct.links, linkUp: Uint8Array.of(0) });
    expect(carried(direct, down)).toBeCloseTo(5e6);
    expect(carried(direct)).toBeCloseTo(50e6);
  });

  it("sees a gain in leaving a loaded host, and a loss in going to one", () => {
    const net = network({ pathBps: () => NaN });
    const load = (hostLoad: readonly number[]) =>
      observationOf(net, [[0, 1, 1e6]], { hostLoad: Float64Array.from(hostLoad) });
    const away = star([c, b, c]);
    expect(predict(net, load([NaN, 0.9, NaN, NaN]), away).carriedBps).toBeCloseTo(100e6);
    expect(predict(net, load([NaN, NaN, NaN, 0.9]), away).carriedBps).toBeCloseTo(1e6);
    expect(predict(net, load([NaN, 1, NaN, NaN]), away).carriedBps).toBeLessThan(Infinity);
  });

  it("leaves out what has no known place, and predicts silence for silence", () => {
    const net = network({ vms: [{ name: "v", on: a }, { name: "w" }] });
    expect(predict(net, observationOf(net, [[0, 1, 1e6]]), star([a, -1]))).toMatchObject({
      carriedBps: 0,
      slowestRatio: 10,
      cost: 0,
      links: 0,
    });
  });
});
