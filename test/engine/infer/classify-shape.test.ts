// Every class of shapes by its textbook instances, with all identities of the degenerate ones.
import { describe, expect, test } from "vitest";
import { classifyShape } from "../../../engine/infer/classify-shape.ts";
import type { Edge } from "../../../engine/model/application.ts";
import {
  allToAllOf,
  binaryTreeOf,
  busOf,
  edge,
  gridOf,
  hypercubeOf,
  meshOf,
  ringOf,
  starOf,
  torusOf,
} from "../../../lab/patterns/known-topologies.ts";

/** "mesh(3,2)" for a class with its dimensions. */
function namesOf(edges: readonly Edge[]): string[] {
  return classifyShape(edges).map(({ class: name, dimensions }) =>
    dimensions === undefined ? name : `${name}(${dimensions.join(",")})`,
  );
}

describe("a topology that is one thing only", () => {
  test.each<[string, Edge[]]>([
    ["none", []],
    ["ring", ringOf(5)],
    ["ring", ringOf(1000)],
    ["mesh(3,3)", meshOf(3, 3)],
    ["mesh(5,4,3)", meshOf(3, 4, 5)],
    ["mesh(3,2)", meshOf(2, 3)],
    ["torus(3,3)", torusOf(3, 3)],
    ["torus(5,3)", torusOf(5, 3)],
    ["torus(5,4)", torusOf(4, 5)],
    ["torus(6,4,3)", torusOf(4, 3, 6)],
    ["tree", [...starOf(4), edge(3, 4), edge(3, 5), edge(3, 6), edge(6, 7)]],
    ["all-to-all", allToAllOf(4)],
    ["all-to-all", allToAllOf(8)],
  ])("%s", (name, edges) => {
    expect(namesOf(edges)).toEqual([name]);
  });
});

describe("a degenerate topology has all its identities, best first", () => {
  test.each<[string, Edge[], string[]]>([
    ["two VMs", busOf(2), ["bus", "star", "hypercube(1)", "binary-tree", "tree", "all-to-all"]],
    ["three in a row", busOf(3), ["bus", "star", "binary-tree", "tree"]],
    ["four in a row", busOf(4), ["bus", "binary-tree", "tree"]],
    ["a triangle", ringOf(3), ["ring", "all-to-all"]],
    ["a ring of four", ringOf(4), ["ring", "mesh(2,2)", "hypercube(2)"]],
    ["a star of five", starOf(5), ["star", "tree"]],
    ["a binary tree of seven", binaryTreeOf(7), ["binary-tree", "tree"]],
    ["a binary tree whose last level is not full", binaryTreeOf(1000), ["binary-tree", "tree"]],
    ["a cube", hypercubeOf(3), ["mesh(2,2,2)", "hypercube(3)"]],
    ["a 4 x 4 torus", torusOf(4, 4), ["mesh(2,2,2,2)", "torus(4,4)", "hypercube(4)"]],
    ["a hypercube of six dimensions", hypercubeOf(6), ["mesh(2,2,2,2,2,2)", "torus(4,4,4)", "hypercube(6)"]],
  ])("%s", (_, edges, names) => {
    expect(namesOf(edges)).toEqual(names);
  });
});

describe("a topology that fits nothing is irregular", () => {
  test.each<[string, Edge[]]>([
    ["two separate pairs", [edge(0, 1), edge(2, 3)]],
    ["two separate rings", [...ringOf(4), ...ringOf(4).map(({ a, b }) => edge(a + 4, b + 4))]],
    ["a ring with a chord", [...ringOf(6), edge(0, 2)]],
    ["a ring with a tail", [...ringOf(4), edge(3, 4)]],
    ["a mesh without one edge", meshOf(3, 3).slice(1)],
    ["a mesh with one edge more", [...meshOf(3, 3), edge(0, 8)]],
    ["a torus without one edge", torusOf(5, 5).slice(1)],
    ["a cylinder", [...meshOf(5, 3), ...[0, 5, 10].map((row) => edge(row, row + 4))]],
    [
      "a prism on a triangle",
      [...ringOf(3), ...ringOf(3).map(({ a, b }) => edge(a + 3, b + 3)), edge(0, 3), edge(1, 4), edge(2, 5)],
    ],
    ["a cube with two edges crossed", crossedCube()],
    ["a complete bipartite graph", [0, 1, 2].flatMap((a) => [3, 4, 5].map((b) => edge(a, b)))],
    ["a Möbius ladder", [...ringOf(10), ...[0, 1, 2, 3, 4].map((a) => edge(a, a + 5))]],
    ["a twisted torus", twistedTorus()],
  ])("%s", (_, edges) => {
    expect(namesOf(edges)).toEqual(["irregular"]);
  });
});

function crossedCube(): Edge[] {
  const kept = hypercubeOf(3).filter(({ a, b }) => !(a === 0 && b === 1) && !(a === 2 && b === 3));
  return [...kept, edge(0, 3), edge(1, 2)];
}

/** A 5 x 5 torus whose last row joins the first one shifted by one: the same degrees and squares, another graph. */
function twistedTorus(): Edge[] {
  const cylinder = gridOf([5, 5], true).filter(({ a, b }) => b - a !== 20);
  return [...cylinder, ...[0, 1, 2, 3, 4].map((column) => edge(column, 20 + ((column + 1) % 5)))];
}

test("VMs without traffic do not matter", () => {
  expect(namesOf([edge(3, 70), edge(70, 9), edge(9, 100), edge(3, 100)])[0]).toBe("ring");
});

test("large topologies are classified", () => {
  expect(namesOf(torusOf(32, 32))).toEqual(["torus(32,32)"]);
  expect(namesOf(meshOf(100, 100))).toEqual(["mesh(100,100)"]);
  expect(namesOf(hypercubeOf(11))[0]).toBe(`mesh(${Array(11).fill(2).join(",")})`);
});
