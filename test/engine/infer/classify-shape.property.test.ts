// Shapes do not depend on names: whatever the VMs are called, the same topology has the same classes.
import fc from "fast-check";
import { expect, test } from "vitest";
import { classifyShape } from "../../../engine/infer/classify-shape.ts";
import type { Edge } from "../../../engine/model/application.ts";
import {
  allToAllOf,
  binaryTreeOf,
  busOf,
  edge,
  gridOf,
  hypercubeOf,
  ringOf,
  starOf,
} from "../../../lab/patterns/known-topologies.ts";

const sizes = fc.array(fc.integer({ min: 2, max: 5 }), { minLength: 2, maxLength: 4 });

const topology = fc.oneof(
  fc.integer({ min: 3, max: 12 }).map(ringOf),
  fc.integer({ min: 2, max: 12 }).map(busOf),
  fc.integer({ min: 2, max: 12 }).map(starOf),
  fc.integer({ min: 2, max: 12 }).map(binaryTreeOf),
  fc.integer({ min: 2, max: 8 }).map(allToAllOf),
  fc.integer({ min: 1, max: 6 }).map(hypercubeOf),
  sizes.map((given) => gridOf(given, false)),
  sizes.map((given) => gridOf(given, true)),
  fc
    .uniqueArray(fc.tuple(fc.nat(7), fc.nat(7)), {
      selector: ([a, b]) => `${Math.min(a, b)} ${Math.max(a, b)}`,
    })
    .map((pairs) => pairs.filter(([a, b]) => a !== b).map(([a, b]) => edge(a, b))),
);

function relabelled(edges: readonly Edge[], names: readonly number[]): Edge[] {
  return edges.map(({ a, b }) => edge(names[a] ?? 0, names[b] ?? 0));
}

test("renaming and reordering VMs does not change the classes", () => {
  const cases = topology.chain((edges) => {
    const order = 1 + Math.max(0, ...edges.map(({ b }) => b));
    const names = fc.shuffledSubarray(
      Array.from({ length: order + 5 }, (_, name) => name),
      { minLength: order, maxLength: order },
    );
    return fc.record({
      edges: fc.constant(edges),
      names,
      order: fc.shuffledSubarray(edges, { minLength: edges.length }),
    });
  });
  fc.assert(
    fc.property(cases, ({ edges, names, order }) => {
      expect(classifyShape(relabelled(order, names))).toEqual(classifyShape(edges));
    }),
    { numRuns: 200 },
  );
});

test("a mesh of any sizes is recognised with its sizes", () => {
  fc.assert(
    fc.property(sizes, (given) => {
      const shape = classifyShape(gridOf(given, false)).find((one) => one.class === "mesh");
      expect(shape?.dimensions).toEqual([...given].sort((a, b) => b - a));
    }),
    { numRuns: 60 },
  );
});

test("a torus of any sizes is recognised with its sizes", () => {
  const cycles = fc.array(fc.integer({ min: 3, max: 6 }), { minLength: 2, maxLength: 3 });
  fc.assert(
    fc.property(cycles, (given) => {
      const shape = classifyShape(gridOf(given, true)).find((one) => one.class === "torus");
      expect(shape?.dimensions).toEqual([...given].sort((a, b) => b - a));
    }),
    { numRuns: 40 },
  );
});

test("moving one edge of a torus makes it something else", () => {
  const cases = fc.array(fc.integer({ min: 3, max: 5 }), { minLength: 2, maxLength: 3 }).chain((given) => {
    const edges = gridOf(given, true);
    return fc.record({ edges: fc.constant(edges), at: fc.nat(edges.length - 1) });
  });
  fc.assert(
    fc.property(cases, ({ edges, at }) => {
      const rest = edges.filter((_, position) => position !== at);
      expect(classifyShape(rest)).toEqual([{ class: "irregular" }]);
    }),
    { numRuns: 60 },
  );
});
