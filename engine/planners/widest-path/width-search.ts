// The widest path between two hosts; of equally wide ones that with the fewest hops, then by the names of the hosts along it.
import { IndexedHeap } from "../../plan/indexed-heap.ts";
import type { LinkGraph } from "../../plan/link-graph.ts";

/**
 * Two searches, as width and hops together have no optimal parts (a wider way to a host may be a longer one, and the width
 * be lost behind it): Dijkstra's algorithm with widths for the greatest width, then breadth first over the edges that are as wide.
 */
export class WidthSearch {
  readonly #graph: LinkGraph;
  readonly #rank: Uint32Array;
  readonly #heap: IndexedHeap;
  readonly #width: Float64Array;
  readonly #hops: Int32Array; // to the target, -1 = not reached

  /** `rank`: order of the hosts' names. */
  constructor(graph: LinkGraph, rank: Uint32Array) {
    this.#graph = graph;
    this.#rank = rank;
    this.#heap = new IndexedHeap(graph.hosts);
    this.#width = new Float64Array(graph.hosts);
    this.#hops = new Int32Array(graph.hosts);
  }

  /** The edges of the path; undefined when there is none. The ends must differ. */
  find(from: number, to: number): readonly number[] | undefined {
    const width = this.#greatestWidth(from, to);
    return width === undefined ? undefined : this.#shortestOfWidth(from, to, width);
  }

  /** What an edge still has room for, bit/s. */
  #widthOf(edge: number): number {
    const capacity = this.#graph.capacityBps[edge];
    return Number.isNaN(capacity) ? Infinity : capacity - this.#graph.loadBps[edge];
  }

  #greatestWidth(from: number, to: number): number | undefined {
    const { leaving, to: end } = this.#graph;
    const [heap, width] = [this.#heap, this.#width];
    width.fill(-Infinity);
    width[from] = Infinity;
    heap.lower(from, -Infinity);
    let found: number | undefined;
    for (let host = heap.pop(); host >= 0; host = heap.pop()) {
      if (host === to) found = width[to];
      if (found !== undefined) continue; // empties the heap
      for (let edge = leaving[host]; edge < leaving[host + 1]; edge++) {
        const through = Math.min(width[host], this.#widthOf(edge));
        if (through <= width[end[edge]]) continue;
        width[end[edge]] = through;
        heap.lower(end[edge], -through);
      }
    }
    return found;
  }

  #shortestOfWidth(from: number, to: number, width: number): readonly number[] {
    const { from: start, to: end, leaving, enteringFrom, entering } = this.#graph;
    const hops = this.#hops.fill(-1);
    hops[to] = 0;
    const queue = [to];
    for (let at = 0; hops[from] < 0; at++) {
      const host = queue[at];
      for (let place = enteringFrom[host]; place < enteringFrom[host + 1]; place++) {
        const edge = entering[place];
        if (hops[start[edge]] >= 0 || this.#widthOf(edge) < width) continue;
        hops[start[edge]] = hops[host] + 1;
        queue.push(start[edge]);
      }
    }
    const path: number[] = [];
    for (let host = from; host !== to; host = end[path[path.length - 1]]) {
      let next = -1;
      for (let edge = leaving[host]; edge < leaving[host + 1]; edge++) {
        if (hops[end[edge]] !== hops[host] - 1 || this.#widthOf(edge) < width) continue;
        if (next < 0 || this.#rank[end[edge]] < this.#rank[end[next]]) next = edge;
      }
      path.push(next);
    }
    return path;
  }
}
