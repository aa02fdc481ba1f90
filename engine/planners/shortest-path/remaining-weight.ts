// How much of a path's weight is at least still to come: what keeps the search for a path from going the wrong way.
import { IndexedHeap } from "../../plan/indexed-heap.ts";
import type { LinkGraph } from "../../plan/link-graph.ts";

/** For a demand d the way from a host to the target weighs at least load + d × perBps, by host. */
export interface RemainingRow {
  readonly load: Float64Array; // Σ load / capacity along the best way for loads alone
  readonly perBps: Float64Array; // Σ 1 / capacity along the best way for capacities alone
}

/** An edge costs a row more than a search that only looks at it: a row is due after so many looks for each edge. Measured. */
const looksPerEdge = 4;

/**
 * Loads only grow, so what was once a lower bound stays one: a row is as true as ever when it is old, and only less sharp.
 * It is therefore worked out anew only when the searches towards its target have cost as much as that does.
 */
export class RemainingWeight {
  readonly #graph: LinkGraph;
  readonly #rows: (RemainingRow | undefined)[] = [];
  readonly #nothing: RemainingRow;
  readonly #spent: Float64Array; // edges looked at towards each target since its row was worked out
  readonly #heap: IndexedHeap;
  readonly #delay: Float64Array; // 1 / capacity, by edge

  constructor(graph: LinkGraph) {
    this.#graph = graph;
    const zeros = new Float64Array(graph.hosts);
    this.#nothing = { load: zeros, perBps: zeros };
    this.#spent = new Float64Array(graph.hosts);
    this.#heap = new IndexedHeap(graph.hosts);
    this.#delay = graph.capacityBps.map((capacity) => (Number.isNaN(capacity) ? 0 : 1 / capacity));
  }

  towards(target: number): RemainingRow {
    return this.#rows[target] ?? this.#nothing;
  }

  /** Counts the edges that a search towards the target has looked at. */
  spend(target: number, edges: number): void {
    this.#spent[target] += edges;
    if (this.#spent[target] <= looksPerEdge * this.#delay.length) return;
    this.#spent[target] = 0;
    const lengths = this.#graph.loadBps.map((load, edge) => load * this.#delay[edge]);
    const perBps = this.#rows[target]?.perBps ?? this.#distances(target, this.#delay);
    this.#rows[target] = { load: this.#distances(target, lengths), perBps };
  }

  #distances(target: number, length: Float64Array): Float64Array {
    const { hosts, from, enteringFrom, entering } = this.#graph;
    const distance = new Float64Array(hosts).fill(Infinity);
    const heap = this.#heap;
    distance[target] = 0;
    heap.lower(target, 0);
    for (let host = heap.pop(); host >= 0; host = heap.pop()) {
      const end = enteringFrom[host + 1];
      for (let at = enteringFrom[host]; at < end; at++) {
        const edge = entering[at];
        const sum = distance[host] + length[edge];
        if (sum >= distance[from[edge]]) continue;
        distance[from[edge]] = sum;
        heap.lower(from[edge], sum);
      }
    }
    return distance;
  }
}
