// Direction and confidence of what was declared.
import { describe, expect, test } from "vitest";
import { recogniseTopology } from "../../../engine/infer/recognise-topology.ts";
import type { Edge } from "../../../engine/model/application.ts";
import { sparseMatrix } from "../../../engine/model/sparse-matrix.ts";
import { binaryTreeOf, busOf, edge, ringOf, starOf } from "../../../lab/patterns/known-topologies.ts";

/** What the edges carry from the VM with the higher number to the lower, and back. */
function demandOn(edges: readonly Edge[], down: number, up: number) {
  return sparseMatrix(
    16,
    edges.flatMap(({ a, b }) => [
      { from: b, to: a, value: down },
      { from: a, to: b, value: up },
    ]),
  );
}

describe("direction", () => {
  test.each<[string, Edge[], number, number, object]>([
    ["both ways", ringOf(6), 100, 80, { kind: "exchange" }],
    ["up a tree", binaryTreeOf(7), 100, 0, { kind: "reduction", root: 0 }],
    ["up a tree with acknowledgements", binaryTreeOf(7), 100, 5, { kind: "reduction", root: 0 }],
    ["down a star", starOf(7), 0, 100, { kind: "broadcast", root: 0 }],
    ["of two VMs, one way", busOf(2), 0, 100, { kind: "reduction", root: 1 }],
    ["neither one way nor both", ringOf(6), 100, 35, { kind: "mixed" }],
    ["without an edge", [], 0, 0, { kind: "mixed" }],
  ])("%s", (_, edges, down, up, direction) => {
    expect(recogniseTopology(edges, demandOn(edges, down, up), 1).direction).toEqual(direction);
  });

  test("once round a ring is one way, but leads to nobody", () => {
    const round = [0, 1, 2, 3, 4].map((from) => ({ from, to: (from + 1) % 5, value: 1 }));
    expect(recogniseTopology(ringOf(5), sparseMatrix(16, round), 1).direction).toEqual({ kind: "one-way" });
  });

  test("two flows that meet in the middle of a line gather there", () => {
    const flows = [
      { from: 0, to: 1, value: 1 },
      { from: 2, to: 1, value: 1 },
    ];
    expect(recogniseTopology(busOf(3), sparseMatrix(16, flows), 1).direction).toEqual({
      kind: "reduction",
      root: 1,
    });
  });
});

describe("confidence", () => {
  const confidence = (edges: readonly Edge[], margin: number): number =>
    recogniseTopology(edges, demandOn(edges, 1, 1), margin).confidence;

  test("is 1 for an exact shape far from the threshold, and even odds at it", () => {
    expect(confidence(ringOf(8), 1)).toBe(1);
    expect(confidence(ringOf(8), 0.5)).toBe(0.75);
    expect(confidence(ringOf(8), 0)).toBe(0.5);
  });

  test("is nothing for two rings, and little for a line in two pieces", () => {
    const further = (edges: readonly Edge[], by: number): Edge[] =>
      edges.map(({ a, b }) => edge(a + by, b + by));
    expect(confidence([...ringOf(8), ...further(ringOf(8), 8)], 1)).toBe(0);
    expect(confidence([...busOf(8), ...further(busOf(8), 8)], 1)).toBeLessThan(0.5);
  });

  test("is less by what does not fit", () => {
    expect(confidence([...ringOf(8), edge(1, 5)], 1)).toBeCloseTo(16 / 17, 12);
  });

  test("is 0 where nothing fits", () => {
    expect(confidence([edge(0, 1), edge(2, 3)], 1)).toBe(0);
  });
});
