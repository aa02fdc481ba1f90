// The shapes of the standard library, as edges.
import { describe, expect, it } from "vitest";
import { compileText } from "./compile-text.ts";

/** The undirected edges among `n` nodes, as "low-high" counted from 0. */
function edgesOf(call: string, n: number): string[] {
  const hosts = n === 0 ? "host spare" : `host h1..h${n}`;
  const list = n === 0 ? "[]" : `[h1..h${n}]`;
  const { policy, diagnostics } = compileText(
    `network n { proxy gw ${hosts} overlay ${call.replace("nodes", list)} }`,
  );
  expect(diagnostics).toEqual([]);
  return (policy?.network.links ?? []).map(({ a, b }) => `${a - 1}-${b - 1}`).sort();
}

describe("a shape has its edges", () => {
  it.each<[string, number, string[]]>([
    ["bus(nodes)", 4, ["0-1", "1-2", "2-3"]],
    ["ring(nodes)", 4, ["0-1", "0-3", "1-2", "2-3"]],
    ["star(nodes)", 4, ["0-1", "0-2", "0-3"]],
    ["mesh(nodes, 3)", 6, ["0-1", "0-3", "1-2", "1-4", "2-5", "3-4", "4-5"]],
    ["mesh(nodes, 3)", 5, ["0-1", "0-3", "1-2", "1-4", "3-4"]],
    [
      "torus(nodes, 3)",
      9,
      [
        "0-1",
        "0-2",
        "0-3",
        "0-6",
        "1-2",
        "1-4",
        "1-7",
        "2-5",
        "2-8",
        "3-4",
        "3-5",
        "3-6",
        "4-5",
        "4-7",
        "5-8",
        "6-7",
        "6-8",
        "7-8",
      ],
    ],
    ["torus(nodes, 2)", 4, ["0-1", "0-2", "1-3", "2-3"]],
    [
      "hypercube(nodes)",
      8,
      ["0-1", "0-2", "0-4", "1-3", "1-5", "2-3", "2-6", "3-7", "4-5", "4-6", "5-7", "6-7"],
    ],
    ["tree(nodes)", 7, ["0-1", "0-2", "1-3", "1-4", "2-5", "2-6"]],
    ["all-to-all(nodes)", 4, ["0-1", "0-2", "0-3", "1-2", "1-3", "2-3"]],
  ])("%s of %i", (call, n, edges) => {
    expect(edgesOf(call, n)).toEqual(edges);
  });
});

describe.each([
  "bus(nodes)",
  "ring(nodes)",
  "star(nodes)",
  "mesh(nodes, 2)",
  "torus(nodes, 2)",
  "hypercube(nodes)",
  "tree(nodes)",
  "all-to-all(nodes)",
])("%s", (call) => {
  it.each([0, 1, 2, 3])("of %i links no node with itself and no two nodes twice", (n) => {
    const edges = edgesOf(call, n);
    expect(new Set(edges).size).toBe(edges.length);
    expect(edges.length).toBe([0, 0, 1, edges.length][n]);
  });
});

it("a traffic pattern goes both ways on each edge", () => {
  const { policy } = compileText(
    'network n { proxy gw host a vm v1..v3 on a } test "t" { given traffic bus([v1..v3]) at 1 Mbps expect true }',
  );
  expect(policy?.tests[0]?.given[0]?.what).toMatchObject({
    edges: [
      [0, 1],
      [1, 0],
      [1, 2],
      [2, 1],
    ],
  });
});

it("three hundred nodes, all to all, are expanded", () => {
  expect(edgesOf("all-to-all(nodes)", 300).length).toBe((300 * 299) / 2);
});

it("a topology without end is stopped", () => {
  const { diagnostics } = compileText(`network n { proxy gw host a overlay endless([a]) }
    topology endless(xs) { for i in 0..<9999 { for j in 0..<9999 { let k = 1 } } }`);
  expect(diagnostics.map(({ id }) => id)).toEqual(["topology/expansion"]);
});
