// Undirected simple graphs: the application's topology as edges between VMs, and compacted for the recognisers.
import type { Edge } from "../model/application.ts";

/** Only vertices that have an edge, renumbered from 0; `neighbours` ascending; `edges` as pairs of new numbers. */
export interface UndirectedGraph {
  readonly order: number;
  readonly vertices: readonly number[]; // what they were called before
  readonly edges: readonly Edge[];
  readonly neighbours: readonly (readonly number[])[];
}

/** Builds the graph of edges that are all different; vertices keep their relative order. */
export function undirectedGraph(edges: readonly Edge[]): UndirectedGraph {
  const vertices = [...new Set(edges.flatMap(({ a, b }) => [a, b]))].sort((x, y) => x - y);
  const number = new Map(vertices.map((vertex, position) => [vertex, position]));
  const compact = edges.map(({ a, b }) => ({ a: number.get(a)!, b: number.get(b)! }));
  const neighbours: number[][] = vertices.map(() => []);
  for (const { a, b } of compact) {
    neighbours[a].push(b);
    neighbours[b].push(a);
  }
  for (const list of neighbours) list.sort((x, y) => x - y);
  return { order: vertices.length, vertices, edges: compact, neighbours };
}

/** The largest number of edges at one vertex; 0 without edges. */
export function maximumDegree(graph: UndirectedGraph): number {
  return graph.neighbours.reduce((most, { length }) => Math.max(most, length), 0);
}

/** Numbers the connected parts of a graph on `order` vertices: the part of each vertex, counted from 0. */
export function connectedParts(
  order: number,
  edges: readonly Edge[],
): { readonly count: number; readonly partOf: Int32Array } {
  const parent = Int32Array.from({ length: order }, (_, vertex) => vertex);
  for (const { a, b } of edges) parent[rootOf(parent, a)] = rootOf(parent, b);
  const partOf = new Int32Array(order);
  const numbers = new Map<number, number>();
  for (let vertex = 0; vertex < order; vertex++) {
    const root = rootOf(parent, vertex);
    const number = numbers.get(root) ?? numbers.size;
    numbers.set(root, number);
    partOf[vertex] = number;
  }
  return { count: numbers.size, partOf };
}

/** The representative of an element of disjoint sets; halves the paths that it walks. */
export function rootOf(parent: Int32Array, element: number): number {
  let at = element;
  while (parent[at] !== at) {
    parent[at] = parent[parent[at]]!;
    at = parent[at]!;
  }
  return at;
}
