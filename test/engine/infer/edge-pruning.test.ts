// Which pairs count as talking, near the threshold and away from it.
import { expect, test } from "vitest";
import { EdgePruning } from "../../../engine/infer/edge-pruning.ts";
import { sparseMatrix } from "../../../engine/model/sparse-matrix.ts";

/** A demand of four VMs from [from, to, rate]. */
function demandOf(...flows: readonly (readonly [number, number, number])[]) {
  return sparseMatrix(
    4,
    flows.map(([from, to, value]) => ({ from, to, value })),
  );
}

test("a pair is an edge when either direction counts", () => {
  const edges = new EdgePruning(0.05).update(demandOf([1, 0, 100], [0, 1, 1], [2, 3, 6], [3, 2, 4])).edges;
  expect(edges).toEqual([
    { a: 0, b: 1 },
    { a: 2, b: 3 },
  ]);
});

test("flows below the share of the strongest are noise", () => {
  expect(new EdgePruning(0.05).update(demandOf([0, 1, 100], [2, 3, 4.9])).edges).toEqual([{ a: 0, b: 1 }]);
});

test("an edge stays until it falls below half the share", () => {
  const pruning = new EdgePruning(0.1);
  const seen = [10, 6, 5, 4.9, 6, 9.9, 10].map(
    (rate) => pruning.update(demandOf([0, 1, 100], [2, 3, rate])).edges.length,
  );
  expect(seen).toEqual([2, 2, 2, 1, 1, 1, 2]);
});

test("with a share of zero every flow counts, and silence does not", () => {
  const pruning = new EdgePruning(0);
  expect(pruning.update(demandOf([0, 1, 1e9], [2, 3, 1])).edges).toHaveLength(2);
  expect(pruning.update(demandOf()).edges).toEqual([]);
});

test("what a VM sends to itself neither counts nor sets the scale", () => {
  expect(new EdgePruning(0.5).update(demandOf([0, 0, 1e9], [2, 3, 1])).edges).toEqual([{ a: 2, b: 3 }]);
});
