// The heap against sorting.
import fc from "fast-check";
import { expect, it } from "vitest";
import { MinimumHeap } from "../../../engine/plan/minimum-heap.ts";

it("gives its items in ascending order, whatever comes in between", () => {
  fc.assert(
    fc.property(fc.array(fc.option(fc.nat(50))), (orders) => {
      const heap = new MinimumHeap<number>((x, y) => x - y);
      const given: (number | undefined)[] = [];
      const expected: (number | undefined)[] = [];
      let inside: number[] = [];
      for (const item of orders) {
        if (item !== null) {
          heap.push(item);
          inside = [...inside, item].sort((x, y) => x - y);
        } else {
          given.push(heap.least, heap.pop());
          expected.push(inside[0], inside.shift());
        }
      }
      expect(given).toEqual(expected);
    }),
    { numRuns: 500 },
  );
});
