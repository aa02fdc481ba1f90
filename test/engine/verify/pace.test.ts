// The pace of an application with barriers: slowest computing and slowest exchange.
import { describe, expect, it } from "vitest";
import type { Plan } from "../../../engine/plan/plan.ts";
import { priced } from "../../../engine/verify/guard.ts";
import { paceOf } from "../../../engine/verify/pace.ts";
import { predict } from "../../../engine/verify/predict.ts";
import { linkOf, networkOf, observationOf } from "../../arbitraries/network-of.ts";

const network = networkOf({
  hosts: ["gw", "a", "b", "c"].map((name) => ({ name, slots: 1 })),
  vms: [
    { name: "v", on: 1 },
    { name: "w", on: 2 },
  ],
  pathBps: (from, to) => (from * to === 0 ? 5e6 : 20e6),
});
const on = (mapping: number[]): Plan => ({ mapping: Int32Array.from(mapping), links: [], routes: [] });
const linked: Plan = { ...on([1, 2]), links: [linkOf(1, 2)], routes: [{ from: 0, to: 1, hosts: [1, 2] }] };

function pace(plan: Plan, vmCompute: number[], hostLoad = [0, 0, 0, 0], away = 0): number {
  const more = { vmCompute: Float64Array.from(vmCompute), hostLoad: Float64Array.from(hostLoad) };
  const observation = observationOf(network, [[0, 1, 5e6]], more);
  const present = predict(network, observation, on([1, 2]));
  return paceOf(present, priced(predict(network, observation, plan), away));
}

describe("paceOf", () => {
  it("is 1 for what is there", () => {
    expect(pace(on([1, 2]), [NaN, NaN])).toBe(1);
    expect(pace(on([1, 2]), [0.6, 0.2])).toBe(1);
  });

  it("follows the slowest exchange alone where nobody measures computing", () => {
    expect(pace(linked, [NaN, NaN])).toBeCloseTo(4);
  });

  it("lets faster links shorten only the time that is not computed", () => {
    expect(pace(linked, [0.6, 0.2])).toBeCloseTo(1 / (0.6 + 0.4 / 4));
  });

  it("shortens computing on a host that leaves more of its CPU", () => {
    const loaded = [0, 0.5, 0, 0];
    expect(pace(on([3, 2]), [0.6, 0.2], loaded)).toBeCloseTo(1 / (0.3 + 0.4));
  });

  it("stands still while VMs move", () => {
    expect(pace(linked, [NaN, NaN], undefined, 150)).toBeCloseTo(3); // of 600 s
  });
});
