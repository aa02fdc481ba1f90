// What counts as a move of the traffic pattern.
import { expect, test } from "vitest";
import { patternShift } from "../../../engine/infer/pattern-shift.ts";
import { sparseMatrix } from "../../../engine/model/sparse-matrix.ts";

const none = sparseMatrix(3, []);
const one = sparseMatrix(3, [{ from: 0, to: 1, value: 10 }]);
const other = sparseMatrix(3, [{ from: 1, to: 2, value: 90 }]);

test("the same pattern at another total has not moved", () => {
  expect(patternShift(one, sparseMatrix(3, [{ from: 0, to: 1, value: 1000 }]))).toBe(0);
  expect(patternShift(none, none)).toBe(0);
});

test("traffic on other pairs only, or where there was none, has moved altogether", () => {
  expect(patternShift(one, other)).toBe(1);
  expect(patternShift(none, one)).toBe(1);
  expect(patternShift(one, none)).toBe(1);
});

test("a tenth of the traffic that goes elsewhere is a tenth", () => {
  const after = sparseMatrix(3, [
    { from: 0, to: 1, value: 9 },
    { from: 1, to: 2, value: 1 },
  ]);
  expect(patternShift(one, after)).toBeCloseTo(0.1, 12);
});
