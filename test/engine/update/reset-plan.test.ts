// The plan of `reset`.
import { describe, expect, it } from "vitest";
import { resetPlan } from "../../../engine/update/reset-plan.ts";
import { linkOf, networkOf } from "../../arbitraries/network-of.ts";

const [a, b, c] = [1, 2, 3];
const network = networkOf({
  hosts: ["gw", "a", "b", "c"],
  vms: [
    { name: "v", on: a },
    { name: "w", on: c },
  ],
  kept: [linkOf(b, c)],
});

describe("resetPlan", () => {
  it("goes back to the policy's own links and the star, and moves no VM", () => {
    const mapping = Int32Array.of(b, c);
    expect(resetPlan(network, { mapping })).toEqual({ mapping, links: [linkOf(b, c)], routes: [] });
  });
});
