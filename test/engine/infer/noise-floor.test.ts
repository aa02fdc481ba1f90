// Background noise is told from weak flows that belong to the application.
import { expect, test } from "vitest";
import { EdgePruning } from "../../../engine/infer/edge-pruning.ts";
import type { Edge } from "../../../engine/model/application.ts";
import { sparseMatrix } from "../../../engine/model/sparse-matrix.ts";
import { allToAllOf, busOf, edge, meshOf, ringOf } from "../../../lab/patterns/known-topologies.ts";

function demandOf(...flows: readonly (readonly [readonly Edge[], number])[]) {
  return sparseMatrix(
    16,
    flows.flatMap(([edges, value]) =>
      edges.flatMap(({ a, b }) => [
        { from: a, to: b, value },
        { from: b, to: a, value },
      ]),
    ),
  );
}

function patternOf(...flows: readonly (readonly [readonly Edge[], number])[]): readonly Edge[] {
  return new EdgePruning(0.05).update(demandOf(...flows)).pattern;
}

test("noise above the prune threshold, between all VMs of a line, is left out", () => {
  const others = allToAllOf(4).filter(({ a, b }) => b - a !== 1);
  expect(patternOf([busOf(4), 100], [others, 12])).toEqual(busOf(4));
});

test("a weak flow that alone ties a VM to the others is part of the application", () => {
  expect(patternOf([[edge(0, 1)], 100], [[edge(1, 2)], 60], [[edge(2, 3)], 6])).toEqual(busOf(4));
});

test("weak columns hold a mesh together", () => {
  const rows = meshOf(4, 4).filter(({ a, b }) => b - a === 1);
  const columns = meshOf(4, 4).filter(({ a, b }) => b - a === 4);
  expect(patternOf([rows, 100], [columns, 8])).toHaveLength(24);
});

test("what carries more than an eighth together is no noise", () => {
  const others = allToAllOf(8).filter(({ a, b }) => b - a !== 1 && b - a !== 7);
  expect(patternOf([ringOf(8), 100], [others, 5])).toHaveLength(8); // a ninth
  expect(patternOf([ringOf(8), 100], [others, 6.1])).toHaveLength(28);
});

test("without a wide gap nothing is noise", () => {
  expect(patternOf([ringOf(8), 100], [[edge(0, 4)], 34])).toHaveLength(9);
  expect(patternOf([ringOf(8), 100], [[edge(0, 4)], 32])).toHaveLength(8);
});

test("noise that has been told may come nearer before it counts", () => {
  const pruning = new EdgePruning(0.05);
  const seen = [32, 40, 49, 51, 40, 34, 32].map(
    (rate) => pruning.update(demandOf([ringOf(8), 100], [[edge(0, 4)], rate])).pattern.length,
  );
  expect(seen).toEqual([8, 8, 8, 9, 9, 9, 8]);
});

test("with a prune share of zero nothing is taken for noise", () => {
  const all = new EdgePruning(0).update(demandOf([ringOf(8), 100], [[edge(0, 4)], 1]));
  expect(all.pattern).toHaveLength(9);
});

test("the margin is how far the nearest pair is from the threshold, in octaves", () => {
  const marginOf = (weakest: number): number => {
    const pruning = new EdgePruning(0.1);
    pruning.update(demandOf([ringOf(8), 100], [[edge(8, 9)], weakest]));
    return pruning.margin;
  };
  expect(marginOf(50)).toBe(1);
  expect(marginOf(10)).toBe(0);
  expect(marginOf(10 * Math.SQRT2)).toBeCloseTo(0.5, 12);
  expect(marginOf(10 / Math.SQRT2)).toBeCloseTo(0.5, 12);
  expect(marginOf(1)).toBe(1);
});
