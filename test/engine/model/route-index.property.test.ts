// Routes found by their pair of VMs: the same as looking through all of them.
import fc from "fast-check";
import { expect, it } from "vitest";
import { RouteIndex } from "../../../engine/model/route-index.ts";

it("finds the last route of every pair, and none where there is none", () => {
  const vms = 6;
  const ends = fc.tuple(fc.nat(vms - 1), fc.nat(vms - 1));
  fc.assert(
    fc.property(fc.array(ends, { maxLength: 30 }), (pairs) => {
      const routes = pairs.map(([from, to], at) => ({ from, to, hosts: [at] }));
      const index = new RouteIndex(routes, vms);
      for (let from = 0; from < vms; from++)
        for (let to = 0; to < vms; to++)
          expect(index.of(from, to)).toBe(routes.findLast((route) => route.from === from && route.to === to));
    }),
    { numRuns: 300 },
  );
});
