// Which single edges most likely do not belong to a regular topology, or lack in it: what the search for the nearest one tries first.
import type { Edge } from "../model/application.ts";
import { edgeOf } from "./edited-graph.ts";
import { connectedParts, type UndirectedGraph } from "./undirected-graph.ts";

/** Weak edges first; among alike ones those on the fewest squares: a chord of a mesh or a torus is hardly on any. */
export function likelyExtra(graph: UndirectedGraph, strength: (edge: Edge) => number): Edge[] {
  const rank = new Map(
    graph.edges.map((edge) => [
      edge,
      { octave: Math.round(Math.log2(strength(edge))), squares: squaresOn(graph, edge) },
    ]),
  );
  return [...graph.edges].sort((x, y) => {
    const p = rank.get(x)!;
    const q = rank.get(y)!;
    return p.octave - q.octave || p.squares - q.squares;
  });
}

/** Where there are two parts, pairs that join them; else pairs at a distance of three, whose edge would close a square. VMs to which one edge lacks for as many as most have come first. */
export function likelyMissing(graph: UndirectedGraph, most: number): Edge[] {
  const { order, edges, neighbours } = graph;
  const { count, partOf } = connectedParts(order, edges);
  if (count > 2) return [];
  const degrees = neighbours.map(({ length }) => length);
  const highest = Math.max(...degrees);
  const pairs: Edge[] = [];
  for (let start = 0; start < order; start++) {
    if (degrees[start] === highest) continue;
    if (count === 2) {
      for (let peer = 0; peer < order; peer++)
        if (partOf[start] < partOf[peer] && degrees[peer] < highest) pairs.push(edgeOf(start, peer));
      continue;
    }
    const distance = new Map([[start, 0]]);
    const reached = [start];
    for (const vm of reached) {
      const next = distance.get(vm)! + 1;
      if (next > 3) break;
      for (const peer of neighbours[vm]) {
        if (distance.has(peer)) continue;
        distance.set(peer, next);
        reached.push(peer);
        if (next === 3 && peer > start && degrees[peer] < highest) pairs.push(edgeOf(start, peer));
      }
    }
  }
  const usual = mostFrequent(degrees);
  const lacks = ({ a, b }: Edge): number =>
    Number(degrees[a] + 1 === usual) + Number(degrees[b] + 1 === usual);
  return pairs.sort((x, y) => lacks(y) - lacks(x)).slice(0, most);
}

function mostFrequent(values: readonly number[]): number {
  const counts = new Map<number, number>();
  for (const value of values) counts.set(value, (counts.get(value) ?? 0) + 1);
  return [...counts].reduce((best, next) => (next[1] > best[1] ? next : best))[0];
}

/** Squares that contain an edge. */
function squaresOn({ neighbours }: UndirectedGraph, { a, b }: Edge): number {
  let squares = 0;
  for (const x of neighbours[a]) {
    if (x === b) continue;
    const around = new Set(neighbours[x]);
    for (const y of neighbours[b]) if (y !== a && around.has(y)) squares++;
  }
  return squares;
}
