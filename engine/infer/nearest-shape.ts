// The class that an irregular topology is nearest to, with the edges that it lacks and has too many.
import type { Edge, Shape } from "../model/application.ts";
import { classifyShape } from "./classify-shape.ts";
import { editToAllToAll, editToLine, editToStar, editToTree } from "./direct-edits.ts";
import { edited, inOrder, sizeOf, type Edit } from "./edited-graph.ts";
import { likelyExtra, likelyMissing } from "./likely-edits.ts";
import { connectedParts, undirectedGraph, type UndirectedGraph } from "./undirected-graph.ts";

export interface NearShape extends Edit {
  readonly shape: readonly Shape[];
  /** Common edges as a share of the edges of both: 2 |both| / (|seen| + |shape|), the Dice coefficient. */
  readonly fit: number;
  /** Of the pairs of VMs, the share that can reach one another as it was seen: 1 where it is in one part. */
  readonly reach: number;
}

/** What fits less is no near shape. Own choice: one edge of ten may be wrong. */
const leastFit = 0.9;

/** The search classifies topologies of so many edges altogether, a fraction of a second; own choice. */
const triedEdges = 20_000;

/**
 * Lines, stars, trees and all-to-all are found directly; meshes, tori, hypercubes and binary trees by trying the likeliest
 * one or two edits. Of equally near shapes the stricter one. What is in several parts is a shape that lacks the edges
 * between them, or is several applications: never one with edges too many. `strength` tells weak edges, which go first. Undefined when
 * no shape fits well enough, or none was found within the search's bound.
 */
export function nearestShape(
  topology: readonly Edge[],
  strength: (edge: Edge) => number,
): NearShape | undefined {
  const graph = undirectedGraph(topology);
  const byVms = (edge: Edge): number => strength({ a: graph.vertices[edge.a], b: graph.vertices[edge.b] });
  const most = Math.floor((2 * (1 - leastFit) * graph.edges.length) / leastFit);
  const direct = [
    editToLine(graph, byVms, true),
    editToLine(graph, byVms, false),
    editToStar(graph),
    editToAllToAll(graph, most),
  ].filter((edit) => edit !== undefined);
  const reach = reachOf(graph);
  let best: { readonly edit: Edit; readonly shape: readonly Shape[] } | undefined;
  const consider = (edit: Edit): void => {
    const size = sizeOf(edit);
    if (reach < 1 && edit.extra.length > 0) return;
    if (size === 0 || size > most || (best !== undefined && size >= sizeOf(best.edit))) return;
    const shape = classifyShape(edited(graph.edges, edit));
    if (shape[0]?.class !== "irregular" && shape[0]?.class !== "tree") best = { edit, shape };
  };
  for (const edit of direct) consider(edit);
  for (const edit of searchedEdits(graph, byVms, most)) {
    if (best !== undefined && sizeOf(best.edit) <= sizeOf(edit)) break;
    consider(edit);
  }
  const tree = editToTree(graph, byVms);
  if (tree !== undefined && sizeOf(tree) <= most && (best === undefined || sizeOf(tree) < sizeOf(best.edit)))
    best = { edit: tree, shape: classifyShape(edited(graph.edges, tree)) };
  if (best === undefined) return undefined;
  const named = (edges: readonly Edge[]): Edge[] =>
    inOrder(edges.map(({ a, b }) => ({ a: graph.vertices[a], b: graph.vertices[b] })));
  const missing = named(best.edit.missing);
  const extra = named(best.edit.extra);
  const seen = graph.edges.length;
  const common = seen - extra.length;
  const fit = (2 * common) / (seen + common + missing.length);
  return fit < leastFit ? undefined : { shape: best.shape, missing, extra, fit, reach };
}

function reachOf({ order, edges }: UndirectedGraph): number {
  const { count, partOf } = connectedParts(order, edges);
  const sizes = new Uint32Array(count);
  for (const part of partOf) sizes[part] += 1;
  return sizes.reduce((pairs, size) => pairs + size * (size - 1), 0) / (order * (order - 1));
}

/** Single edits first, then pairs of them, likeliest first; ends at the bound of the search. */
function* searchedEdits(
  graph: UndirectedGraph,
  strength: (edge: Edge) => number,
  most: number,
): Generator<Edit> {
  const tries = Math.floor(triedEdges / graph.edges.length);
  const extras = likelyExtra(graph, strength).slice(0, tries);
  const missing = likelyMissing(graph, tries);
  const singles: Edit[] = interleaved<Edit>(
    extras.map((edge) => ({ missing: [], extra: [edge] })),
    missing.map((edge) => ({ missing: [edge], extra: [] })),
  );
  if (most < 1) return;
  let tried = 0;
  for (const edit of singles) {
    if (tried++ >= tries / 2) break;
    yield edit;
  }
  if (most < 2) return;
  // Pairs in the order of the worse of their two edits.
  for (let worse = 1; worse < singles.length; worse++) {
    for (let better = 0; better < worse; better++) {
      if (tried++ >= tries) return;
      yield both(singles[better], singles[worse]);
    }
  }
}

function both(x: Edit, y: Edit): Edit {
  return { missing: [...x.missing, ...y.missing], extra: [...x.extra, ...y.extra] };
}

function interleaved<T>(x: readonly T[], y: readonly T[]): T[] {
  const mixed: T[] = [];
  for (let at = 0; at < Math.max(x.length, y.length); at++)
    mixed.push(...x.slice(at, at + 1), ...y.slice(at, at + 1));
  return mixed;
}
