// What an irregular topology is nearest to, and what it lacks or has too much.
import { describe, expect, test } from "vitest";
import { nearestShape } from "../../../engine/infer/nearest-shape.ts";
import type { Edge } from "../../../engine/model/application.ts";
import {
  allToAllOf,
  binaryTreeOf,
  busOf,
  edge,
  hypercubeOf,
  meshOf,
  ringOf,
  starOf,
  torusOf,
} from "../../../lab/patterns/known-topologies.ts";

function without(edges: readonly Edge[], a: number, b: number): Edge[] {
  return edges.filter((one) => one.a !== a || one.b !== b);
}

/** All edges as strong as one another. */
function nearest(edges: readonly Edge[]) {
  const near = nearestShape(edges, () => 1);
  return near && { class: near.shape[0]?.class, missing: near.missing, extra: near.extra };
}

describe("one edge too many", () => {
  test.each<[string, Edge[], Edge]>([
    ["ring", ringOf(8), edge(1, 5)],
    ["bus", busOf(12), edge(2, 7)],
    ["star", starOf(12), edge(3, 7)],
    ["mesh", meshOf(4, 4), edge(0, 10)],
    ["torus", torusOf(5, 5), edge(0, 12)],
    ["mesh", hypercubeOf(4), edge(0, 15)],
    ["binary-tree", binaryTreeOf(15), edge(7, 14)],
    ["mesh", meshOf(20, 20), edge(7, 301)],
  ])("%s", (name, edges, extra) => {
    expect(nearest([...edges, extra])).toEqual({ class: name, missing: [], extra: [extra] });
  });
});

describe("one edge missing", () => {
  test.each<[string, Edge[], Edge]>([
    ["mesh", meshOf(4, 4), edge(5, 6)],
    ["torus", torusOf(5, 5), edge(6, 7)],
    ["torus", torusOf(16, 16), edge(100, 101)],
    ["mesh", hypercubeOf(5), edge(0, 16)],
    ["all-to-all", allToAllOf(8), edge(2, 6)],
    ["binary-tree", binaryTreeOf(15), edge(1, 4)],
  ])("%s", (name, edges, missing) => {
    expect(nearest(without(edges, missing.a, missing.b))).toEqual({
      class: name,
      missing: [missing],
      extra: [],
    });
  });

  test("a line in two pieces is joined at ends of theirs", () => {
    const near = nearest(without(busOf(12), 5, 6));
    expect(near).toMatchObject({ class: "bus", extra: [] });
    expect(near?.missing).toHaveLength(1);
  });
});

test("one edge that is elsewhere is missing here and too many there", () => {
  const edges = [...without(torusOf(5, 5), 6, 7), edge(0, 13)];
  expect(nearest(edges)).toEqual({ class: "torus", missing: [edge(6, 7)], extra: [edge(0, 13)] });
});

test("of edges that could go, the weak one goes", () => {
  const edges = [...busOf(8), edge(0, 7), edge(3, 7)];
  const weak = (one: Edge): number => (one.b - one.a === 1 || one.b - one.a === 7 ? 100 : 10);
  expect(nearestShape(edges, weak)).toMatchObject({ shape: [{ class: "ring" }], extra: [edge(3, 7)] });
});

test("the fit is the share of common edges", () => {
  expect(nearestShape([...ringOf(8), edge(1, 5)], () => 1)?.fit).toBeCloseTo(16 / 17, 12);
});

test.each<[string, Edge[]]>([
  ["two rings", [...ringOf(5), ...ringOf(5).map(({ a, b }) => edge(a + 5, b + 5))]],
  ["a complete bipartite graph", [0, 1, 2].flatMap((a) => [3, 4, 5].map((b) => edge(a, b)))],
  ["a small ring with a chord, where one edge is much", [...ringOf(4), edge(0, 2)]],
])("%s is near to nothing", (_, edges) => {
  expect(nearest(edges)).toBeUndefined();
});

describe("what is in several parts", () => {
  const apart = (...parts: Edge[][]): Edge[] =>
    parts.flatMap((part, at) => part.map(({ a, b }) => ({ a: a + 100 * at, b: b + 100 * at })));

  test.each<[string, Edge[]]>([
    ["two rings", apart(ringOf(20), ringOf(20))],
    ["three rings", apart(ringOf(40), ringOf(40), ringOf(40))],
    ["a ring and a bus", apart(ringOf(30), busOf(30))],
    ["two tori", apart(torusOf(5, 5), torusOf(5, 5))],
  ])("is no shape with edges too many: %s", (_, edges) => expect(nearest(edges)).toBeUndefined());

  test("may be one that lacks an edge, and says how much of it reaches one another", () => {
    const near = nearestShape(apart(busOf(20), busOf(20)), () => 1);
    expect(near).toMatchObject({ shape: [{ class: "bus" }, { class: "tree" }], extra: [] });
    expect(near?.reach).toBeCloseTo((2 * 20 * 19) / (40 * 39), 12);
  });
});
