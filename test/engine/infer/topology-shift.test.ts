// What counts as a move of the traffic from one topology to another.
import { expect, test } from "vitest";
import { topologyShift, type Seen } from "../../../engine/infer/topology-shift.ts";
import { sparseMatrix } from "../../../engine/model/sparse-matrix.ts";

/** Edges with what they carry one way. */
function seen(...flows: readonly (readonly [number, number, number])[]): Seen {
  return {
    edges: flows.map(([a, b]) => ({ a, b })),
    demand: sparseMatrix(
      4,
      flows.map(([from, to, value]) => ({ from, to, value })),
    ),
  };
}

test("the same edges with other rates have not moved", () => {
  expect(topologyShift(seen([0, 1, 10], [1, 2, 90]), seen([0, 1, 900], [1, 2, 1]))).toBe(0);
});

test("traffic on other edges only, or where there was none, has moved altogether", () => {
  expect(topologyShift(seen([0, 1, 10]), seen([1, 2, 90]))).toBe(1);
  expect(topologyShift(seen(), seen([1, 2, 90]))).toBe(1);
  expect(topologyShift(seen([0, 1, 10]), seen())).toBe(1);
  expect(topologyShift(seen(), seen())).toBe(0);
});

test("an edge that comes or goes moves its share", () => {
  const less = seen([0, 1, 75]);
  const more = seen([0, 1, 75], [0, 3, 25]);
  expect(topologyShift(less, more)).toBe(0.25);
  expect(topologyShift(more, less)).toBe(0.25);
});
