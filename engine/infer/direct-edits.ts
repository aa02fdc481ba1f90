// What a topology lacks to be a star, an all-to-all, a bus, a ring or a tree: found directly, in time linear in what is listed.
import type { Edge } from "../model/application.ts";
import { edgeOf, type Edit } from "./edited-graph.ts";
import { connectedParts, rootOf, type UndirectedGraph } from "./undirected-graph.ts";

/** All edges at the VM that has most of them. */
export function editToStar({ order, edges, neighbours }: UndirectedGraph): Edit {
  const hub = neighbours.reduce((best, { length }, vm) => (length > neighbours[best].length ? vm : best), 0);
  const around = new Set(neighbours[hub]);
  const missing: Edge[] = [];
  for (let vm = 0; vm < order; vm++) if (vm !== hub && !around.has(vm)) missing.push(edgeOf(hub, vm));
  return { missing, extra: edges.filter(({ a, b }) => a !== hub && b !== hub) };
}

/** Undefined when more than `most` edges are missing. */
export function editToAllToAll(
  { order, edges, neighbours }: UndirectedGraph,
  most: number,
): Edit | undefined {
  if ((order * (order - 1)) / 2 - edges.length > most) return undefined;
  const missing: Edge[] = [];
  for (let a = 0; a < order; a++) {
    const around = new Set(neighbours[a]);
    for (let b = a + 1; b < order; b++) if (!around.has(b)) missing.push({ a, b });
  }
  return { missing, extra: [] };
}

/** A tree as it is with the edges that close a cycle taken out, weakest first; undefined when it is in parts. */
export function editToTree(graph: UndirectedGraph, strength: (edge: Edge) => number): Edit | undefined {
  if (connectedParts(graph.order, graph.edges).count !== 1) return undefined;
  const parent = Int32Array.from({ length: graph.order }, (_, vm) => vm);
  const extra = byStrength(graph.edges, strength).filter(({ a, b }) => {
    const x = rootOf(parent, a);
    const y = rootOf(parent, b);
    parent[x] = y;
    return x === y;
  });
  return { missing: [], extra };
}

/** A line, or closed to a ring: keeps the strongest edges that go on, and joins the ends that are left. */
export function editToLine(
  { order, edges }: UndirectedGraph,
  strength: (edge: Edge) => number,
  closed: boolean,
): Edit {
  const parent = Int32Array.from({ length: order }, (_, vm) => vm);
  const degrees = new Int32Array(order);
  const kept: Edge[] = [];
  const extra: Edge[] = [];
  for (const edge of byStrength(edges, strength)) {
    const x = rootOf(parent, edge.a);
    const y = rootOf(parent, edge.b);
    const closes = x === y && !(closed && kept.length === order - 1);
    if (degrees[edge.a] > 1 || degrees[edge.b] > 1 || closes) {
      extra.push(edge);
      continue;
    }
    parent[x] = y;
    degrees[edge.a]++;
    degrees[edge.b]++;
    kept.push(edge);
  }
  return { missing: joined(order, parent, degrees, closed && kept.length < order), extra };
}

/** Joins the lines, each at one of its ends, in the order of their VMs; a VM without an edge is a line of its own. */
function joined(order: number, parent: Int32Array, degrees: Int32Array, closed: boolean): Edge[] {
  const ends = new Map<number, number[]>();
  for (let vm = 0; vm < order; vm++) {
    const free = degrees[vm] === 0 ? [vm, vm] : degrees[vm] === 1 ? [vm] : [];
    const line = rootOf(parent, vm);
    ends.set(line, [...(ends.get(line) ?? []), ...free]);
  }
  const lines = [...ends.values()].filter(({ length }) => length === 2);
  const missing = lines.slice(1).map((line, before) => edgeOf(lines[before][1], line[0]));
  if (closed && lines.length > 0) missing.push(edgeOf(lines[lines.length - 1][1], lines[0][0]));
  return missing;
}

function byStrength(edges: readonly Edge[], strength: (edge: Edge) => number): Edge[] {
  const strengths = new Map(edges.map((edge) => [edge, strength(edge)]));
  return [...edges].sort((x, y) => strengths.get(y)! - strengths.get(x)!);
}
