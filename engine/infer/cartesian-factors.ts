// Splits a graph into the paths and cycles whose Cartesian product it is: what meshes, tori and hypercubes have in common.
import type { Edge } from "../model/application.ts";
import { connectedParts, maximumDegree, rootOf, type UndirectedGraph } from "./undirected-graph.ts";

/** A factor of the product. A cycle of four is two paths of two; a path of two is a single edge. */
export interface Factor {
  readonly kind: "path" | "cycle";
  readonly size: number; // vertices
}

/**
 * The factors of a connected product of paths and cycles, largest first; undefined when the graph is no such product.
 * Exact: the answer is verified by giving every vertex coordinates. Two edges that meet belong to the same factor unless
 * they span a square, and edges on opposite sides of a square do (own design, after the square property of Cartesian
 * products). Time O(n d³) with d <= 2 log₃ n, because other graphs are turned away at once.
 */
export function cartesianFactors(graph: UndirectedGraph): Factor[] | undefined {
  // A cycle has at least 3 vertices for its 2 edges per vertex, and a single edge 2 for 1, so degrees are logarithmic.
  if (graph.order < 2 || 3 ** (maximumDegree(graph) / 2) > graph.order) return undefined;
  if (connectedParts(graph.order, graph.edges).count !== 1) return undefined;
  const classes = edgeClasses(graph);
  return classes && verifiedFactors(graph, classes);
}

/** Groups the edges by factor; undefined when two edges span more than one square, which no such product has. */
function edgeClasses(graph: UndirectedGraph): Edge[][] | undefined {
  const edgeAt = graph.neighbours.map(() => new Map<number, number>());
  for (const [edge, { a, b }] of graph.edges.entries()) {
    edgeAt[a].set(b, edge);
    edgeAt[b].set(a, edge);
  }
  const parent = Int32Array.from({ length: graph.edges.length }, (_, edge) => edge);
  const join = (e: number, f: number): void => {
    parent[rootOf(parent, e)] = rootOf(parent, f);
  };
  for (const [corner, around] of graph.neighbours.entries()) {
    for (const [position, v] of around.entries()) {
      for (const w of around.slice(position + 1)) {
        const e = edgeAt[corner].get(v)!;
        const f = edgeAt[corner].get(w)!;
        const opposite = graph.neighbours[v].filter((x) => x !== corner && edgeAt[w].has(x));
        if (edgeAt[v].has(w) || opposite.length === 0) {
          join(e, f);
          continue;
        }
        if (opposite.length > 1) return undefined;
        join(e, edgeAt[w].get(opposite[0])!);
        join(f, edgeAt[v].get(opposite[0])!);
      }
    }
  }
  const classes = new Map<number, Edge[]>();
  for (const [edge, ends] of graph.edges.entries()) {
    const root = rootOf(parent, edge);
    const members = classes.get(root);
    if (members === undefined) classes.set(root, [ends]);
    else members.push(ends);
  }
  return [...classes.values()];
}

/**
 * A vertex's coordinate in a factor is the part of the graph without that factor's edges in which it lies. All edges of
 * other factors keep it, so different coordinates for all vertices and the right number of edges prove the product.
 */
function verifiedFactors(graph: UndirectedGraph, classes: readonly Edge[][]): Factor[] | undefined {
  const factors: Factor[] = [];
  const coordinates = new Float64Array(graph.order); // mixed radix
  let expectedEdges = 0;
  let vertices = 1;
  for (const members of classes) {
    const own = new Set(members);
    const { count, partOf } = connectedParts(
      graph.order,
      graph.edges.filter((edge) => !own.has(edge)),
    );
    const factor = factorOf(count, partOf, members);
    if (factor === undefined) return undefined;
    factors.push(factor);
    for (let vertex = 0; vertex < graph.order; vertex++)
      coordinates[vertex] = coordinates[vertex] * count + partOf[vertex];
    vertices *= count;
    if (vertices > graph.order) return undefined;
    expectedEdges += (factor.kind === "cycle" ? count : count - 1) * (graph.order / count);
  }
  const isProduct =
    vertices === graph.order &&
    expectedEdges === graph.edges.length &&
    new Set(coordinates).size === graph.order;
  return isProduct ? factors.sort((x, y) => y.size - x.size || (x.kind < y.kind ? -1 : 1)) : undefined;
}

/** What a factor's edges form between the parts that they join. */
function factorOf(count: number, partOf: Int32Array, members: readonly Edge[]): Factor | undefined {
  const neighbours = Array.from({ length: count }, () => new Set<number>());
  for (const { a, b } of members) {
    const p = partOf[a];
    const q = partOf[b];
    if (p === q) return undefined;
    neighbours[p].add(q);
    neighbours[q].add(p);
  }
  const degrees = neighbours.map(({ size }) => size);
  const ends = degrees.filter((degree) => degree === 1).length;
  if (degrees.some((degree) => degree < 1 || degree > 2)) return undefined;
  if (ends === 2) return { kind: "path", size: count };
  return ends === 0 && count >= 3 ? { kind: "cycle", size: count } : undefined;
}
