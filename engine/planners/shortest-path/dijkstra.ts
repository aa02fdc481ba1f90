// Dijkstra's algorithm with a lexicographic order on paths: weight, then number of hops, then the hosts' names along the way.
import { MinimumHeap } from "../../plan/minimum-heap.ts";
import type { Edge, LinkGraph } from "./link-graph.ts";

/** The best path found to a host so far. */
interface Label {
  readonly host: number;
  readonly weight: number;
  readonly hops: number;
  readonly by: Label | undefined; // the label before it
  readonly edge: Edge | undefined;
}

/**
 * The edges of the best path; undefined when there is none. Weights must not be negative. Of paths with equal weight and hops the one
 * whose host names come first, compared host by host from the start, is taken (`rank`: order of names).
 */
export function bestPath(
  graph: LinkGraph,
  from: number,
  to: number,
  weightOf: (edge: Edge) => number,
  rank: Uint32Array,
): readonly Edge[] | undefined {
  const best = new Map<number, Label>();
  const done = new Set<number>();
  const waiting = new MinimumHeap<Label>((x, y) => x.weight - y.weight || x.hops - y.hops);
  const reach = (label: Label): void => {
    const known = best.get(label.host);
    if (known !== undefined && !comesBefore(label, known, rank)) return;
    best.set(label.host, label);
    waiting.push(label);
  };
  reach({ host: from, weight: 0, hops: 0, by: undefined, edge: undefined });
  for (let label = waiting.pop(); label !== undefined; label = waiting.pop()) {
    if (done.has(label.host) || best.get(label.host) !== label) continue;
    if (label.host === to) return edgesTo(label);
    done.add(label.host);
    for (const edge of graph[label.host]) {
      if (done.has(edge.to)) continue;
      const weight = label.weight + weightOf(edge);
      if (weight > (best.get(to)?.weight ?? Infinity)) continue; // longer already than a path to the end
      reach({ host: edge.to, weight, hops: label.hops + 1, by: label, edge });
    }
  }
  return undefined;
}

function comesBefore(x: Label, y: Label, rank: Uint32Array): boolean {
  if (x.weight !== y.weight) return x.weight < y.weight;
  if (x.hops !== y.hops) return x.hops < y.hops;
  const [ranksOfX, ranksOfY] = [x, y].map((label) => edgesTo(label).map(({ to }) => rank[to]));
  const at = ranksOfX.findIndex((value, hop) => value !== ranksOfY[hop]);
  return at >= 0 && ranksOfX[at] < ranksOfY[at];
}

function edgesTo(label: Label): Edge[] {
  const edges: Edge[] = [];
  for (let at: Label | undefined = label; at?.edge !== undefined; at = at.by) edges.push(at.edge);
  return edges.reverse();
}
