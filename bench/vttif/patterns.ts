// The paper's *Patterns*: three operations on six topologies, as directed flows with weights and the edges that inference should find.
import type { Edge } from "../../engine/index.ts";
import {
  allToAllOf,
  binaryTreeOf,
  busOf,
  edge,
  hypercubeOf,
  meshOf,
  ringOf,
  torusOf,
} from "../../lab/patterns/known-topologies.ts";

export interface Flow {
  readonly from: number;
  readonly to: number;
  readonly weight: number; // message sizes, relative
}

export interface Pattern {
  readonly name: string;
  readonly operation: Operation;
  readonly vmCount: number;
  readonly flows: readonly Flow[];
  readonly edges: readonly Edge[]; // the truth, by a, then b
}

export const operations = ["reduction", "neighbour exchange", "all-to-all"] as const;
export type Operation = (typeof operations)[number];

/** By name, each with VMs from 4 to 64. */
export const topologies: Readonly<
  Record<string, readonly (readonly [vmCount: number, edges: readonly Edge[]])[]>
> = {
  bus: sizes(4, 8, 16, 32, 64).map((n) => [n, busOf(n)]),
  ring: sizes(4, 8, 16, 32, 64).map((n) => [n, ringOf(n)]),
  mesh: [
    [4, meshOf(2, 2)],
    [8, meshOf(2, 2, 2)],
    [16, meshOf(4, 4)],
    [27, meshOf(3, 3, 3)],
    [64, meshOf(8, 8)],
  ],
  torus: [
    [9, torusOf(3, 3)],
    [16, torusOf(4, 4)],
    [27, torusOf(3, 3, 3)],
    [40, torusOf(8, 5)],
    [64, torusOf(8, 8)],
  ],
  hypercube: [2, 3, 4, 5, 6].map((dimensions) => [2 ** dimensions, hypercubeOf(dimensions)]),
  "binary tree": sizes(4, 7, 16, 31, 64).map((n) => [n, binaryTreeOf(n)]),
};

/**
 * A reduction goes along a tree of shortest ways to the first VM, each message of the same size. Neighbours exchange both
 * ways. In an all-to-all every VM has a message for every other, passed on along a shortest way: edges in the middle
 * carry many times as much as those at the end.
 */
export function patternOf(
  operation: Operation,
  topology: string,
  vmCount: number,
  edges: readonly Edge[],
): Pattern {
  const flows =
    operation === "reduction"
      ? reduction(vmCount, edges)
      : operation === "neighbour exchange"
        ? edges.flatMap(({ a, b }) => [
            { from: a, to: b, weight: 1 },
            { from: b, to: a, weight: 1 },
          ])
        : passedOn(vmCount, edges);
  return {
    name: `${operation} on a ${topology} of ${vmCount}`,
    operation,
    vmCount,
    flows,
    edges: edgesOf(flows),
  };
}

/** Every VM with every other directly. */
export function directAllToAll(vmCount: number): Pattern {
  const pattern = patternOf("neighbour exchange", "complete graph", vmCount, allToAllOf(vmCount));
  return { ...pattern, operation: "all-to-all", name: `all-to-all, direct, of ${vmCount}` };
}

function sizes(...given: number[]): number[] {
  return given;
}

/** For each VM the next one on the way to `root`; -1 for itself. */
function waysTo(root: number, vmCount: number, edges: readonly Edge[]): Int32Array {
  const neighbours = Array.from({ length: vmCount }, (): number[] => []);
  for (const { a, b } of edges) {
    neighbours[a].push(b);
    neighbours[b].push(a);
  }
  const next = new Int32Array(vmCount).fill(-1);
  const reached = [root];
  const known = new Set(reached);
  for (const vm of reached)
    for (const peer of neighbours[vm]) {
      if (known.has(peer)) continue;
      known.add(peer);
      next[peer] = vm;
      reached.push(peer);
    }
  return next;
}

function reduction(vmCount: number, edges: readonly Edge[]): Flow[] {
  return [...waysTo(0, vmCount, edges)].flatMap((to, from) => (to < 0 ? [] : [{ from, to, weight: 1 }]));
}

function passedOn(vmCount: number, edges: readonly Edge[]): Flow[] {
  const weights = new Map<number, number>();
  for (let to = 0; to < vmCount; to++) {
    const next = waysTo(to, vmCount, edges);
    for (let start = 0; start < vmCount; start++)
      for (let at = start; next[at] >= 0; at = next[at]) {
        const hop = at * vmCount + next[at];
        weights.set(hop, (weights.get(hop) ?? 0) + 1);
      }
  }
  return [...weights].map(([hop, weight]) => ({
    from: Math.floor(hop / vmCount),
    to: hop % vmCount,
    weight,
  }));
}

function edgesOf(flows: readonly Flow[]): Edge[] {
  const edges = new Map(
    flows.map(({ from, to }) => [`${Math.min(from, to)} ${Math.max(from, to)}`, edge(from, to)]),
  );
  return [...edges.values()].sort((x, y) => x.a - y.a || x.b - y.b);
}
