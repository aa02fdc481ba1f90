// What forwarding shares out: directed edges between hosts, and what each of them uses, a path of the underlay and two cards.
import type { Problem } from "../../model/problem.ts";
import { IndexedHeap } from "../../plan/indexed-heap.ts";
import { buildLinkGraph } from "../../plan/link-graph.ts";
import { nameRanks } from "../../plan/name-order.ts";

/**
 * Hosts go by their rank among all names here, so that nothing depends on the order in which a policy lists them. Edges that leave host
 * h: `leaving[h] ..< leaving[h + 1]`. An edge uses the resources `uses[3 e] ..< uses[3 e + 3]`: itself, the sender's card out, the
 * receiver's card in. `capacityBps` by resource; Infinity = unknown or unbounded: never busy.
 */
export interface FlowNetwork {
  readonly hosts: number;
  readonly proxy: number;
  readonly rank: Uint32Array; // host of the problem -> here
  readonly hostAt: Int32Array; // and back
  readonly from: Int32Array;
  readonly to: Int32Array;
  readonly leaving: Int32Array;
  readonly uses: Int32Array;
  readonly capacityBps: Float64Array;
}

export function flowNetwork(problem: Problem): FlowNetwork {
  const { hosts, proxy } = problem.network;
  const graph = buildLinkGraph(problem);
  const rank = nameRanks(hosts);
  const hostAt = new Int32Array(hosts.length);
  rank.forEach((at, host) => (hostAt[at] = host));
  const order = [...graph.from.keys()].sort(
    (x, y) => rank[graph.from[x]] - rank[graph.from[y]] || rank[graph.to[x]] - rank[graph.to[y]],
  );
  const from = Int32Array.from(order, (edge) => rank[graph.from[edge]]);
  const to = Int32Array.from(order, (edge) => rank[graph.to[edge]]);
  const leaving = new Int32Array(hosts.length + 1);
  for (const host of from) leaving[host + 1] += 1;
  for (let host = 0; host < hosts.length; host++) leaving[host + 1] += leaving[host];
  const cards = Float64Array.from(hostAt, (host) => hosts[host].rateBps);
  const capacityBps = new Float64Array(order.length + 2 * hosts.length);
  order.forEach((edge, at) => {
    const capacity = graph.capacityBps[edge];
    capacityBps[at] = capacity > 0 ? capacity : Infinity;
  });
  capacityBps.set(cards, order.length);
  capacityBps.set(cards, order.length + hosts.length);
  const uses = new Int32Array(3 * order.length);
  order.forEach((_, edge) => {
    uses[3 * edge] = edge;
    uses[3 * edge + 1] = order.length + from[edge];
    uses[3 * edge + 2] = order.length + hosts.length + to[edge];
  });
  return { hosts: hosts.length, proxy: rank[proxy], rank, hostAt, from, to, leaving, uses, capacityBps };
}

/** Shortest paths from one host by lengths of edges ≥ 0 (Dijkstra's algorithm). One search at a time. */
export class ShortestTree {
  readonly distance: Float64Array;
  readonly #network: FlowNetwork;
  readonly #via: Int32Array; // the edge that enters each host, -1 = none
  readonly #heap: IndexedHeap;

  constructor(network: FlowNetwork) {
    this.#network = network;
    this.distance = new Float64Array(network.hosts);
    this.#via = new Int32Array(network.hosts);
    this.#heap = new IndexedHeap(network.hosts);
  }

  /** `until`: the search may end there, and says nothing of hosts farther away. */
  grow(source: number, lengthOf: (edge: number) => number, until = -1): void {
    const { leaving, to } = this.#network;
    const [distance, heap] = [this.distance, this.#heap];
    distance.fill(Infinity);
    this.#via.fill(-1);
    distance[source] = 0;
    heap.lower(source, 0);
    let isDone = false;
    for (let host = heap.pop(); host >= 0; host = heap.pop()) {
      isDone ||= host === until;
      if (isDone) continue; // empties the heap
      for (let edge = leaving[host]; edge < leaving[host + 1]; edge++) {
        const length = distance[host] + lengthOf(edge);
        if (length >= distance[to[edge]]) continue;
        distance[to[edge]] = length;
        this.#via[to[edge]] = edge;
        heap.lower(to[edge], length);
      }
    }
  }

  /** The edges from the source to a host that was reached. */
  pathTo(host: number): number[] {
    const path: number[] = [];
    for (let edge = this.#via[host]; edge >= 0; edge = this.#via[this.#network.from[edge]]) path.push(edge);
    return path.reverse();
  }
}
