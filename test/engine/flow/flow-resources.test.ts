// Which resources a walk from host to host uses.
import { describe, expect, it } from "vitest";
import { FlowResources, starWalk } from "../../../engine/flow/flow-resources.ts";

/** Path from x to y: 10 x + y; card of x: 1000 + x. */
const numbered = {
  pathBps: (from: number, to: number) => 10 * from + to,
  cardBps: (host: number) => 1000 + host,
};

describe("flow resources", () => {
  it("goes over the proxy without a route, straight from and to it, nowhere within a host", () => {
    expect(starWalk(1, 2, 0)).toEqual([1, 0, 2]);
    expect(starWalk(1, 0, 0)).toEqual([1, 0]);
    expect(starWalk(2, 2, 0)).toEqual([2]);
  });

  it("uses of each hop the card out, the directed path and the card in", () => {
    const resources = new FlowResources(3, numbered);
    const used = resources.along([1, 0, 2]).map((id) => resources.capacityBps[id]);
    expect(used).toEqual([1001, 10, 1000, 1000, 2, 1002]);
    expect(new Set(resources.along([1, 0, 2])).size).toBe(6); // the proxy's card in and out are two
  });

  it("numbers the same path and card alike for every walk, and the two directions apart", () => {
    const resources = new FlowResources(3, numbered);
    expect(resources.along([1, 2])).toEqual(resources.along([1, 2]));
    expect(resources.along([2, 1]).filter((id) => resources.along([1, 2]).includes(id))).toEqual([]);
    expect(resources.along([1, 0]).filter((id) => resources.along([1, 2]).includes(id))).toHaveLength(1); // 1's card out
  });

  it("asks nothing of a walk within one host, of unknown paths and of unbounded cards", () => {
    const resources = new FlowResources(3, { pathBps: () => NaN, cardBps: () => Infinity });
    expect([resources.along([1]), resources.along([1, 0, 2])]).toEqual([[], []]);
  });
});
