// The best path between two hosts in a lexicographic order: weight, then number of hops, then the hosts' names along the way.
import { MinimumHeap } from "../../plan/minimum-heap.ts";
import { weightOf, type LinkGraph } from "../../plan/link-graph.ts";
import { RemainingWeight, type RemainingRow } from "./remaining-weight.ts";

/** The best path found to a host so far. */
interface Label {
  readonly host: number;
  readonly weight: number;
  readonly hops: number;
  readonly by: Label | undefined; // the label before it
  readonly edge: number; // the last one, -1 = none
  readonly total: number; // what a whole path that goes on from here weighs, at least
}

/** Bounds and weights are sums in different orders: they differ by far less than this share of a path's weight. Own choice. */
const noise = 1e-9;

/**
 * A* (Hart, Nilsson and Raphael, 1968): labels in the order of what a whole path over them weighs at least. Only paths that are
 * known to come behind the best one so far are not followed, and a host is looked at again when a better label for it
 * turns up, so the path is the one that a search through all paths finds. Loads may grow between searches, and must not shrink.
 */
export class PathSearch {
  readonly #graph: LinkGraph;
  readonly #rank: Uint32Array;
  readonly #proxy: number;
  readonly #remaining: RemainingWeight;
  readonly #waiting = new MinimumHeap<Label>((x, y) => x.total - y.total || x.hops - y.hops);
  readonly #best: (Label | undefined)[];
  readonly #touched: number[] = [];
  #to = -1;
  #demandBps = 0;
  #row: RemainingRow;

  /** `rank`: order of the hosts' names. */
  constructor(graph: LinkGraph, rank: Uint32Array, proxy: number) {
    this.#graph = graph;
    this.#rank = rank;
    this.#proxy = proxy;
    this.#remaining = new RemainingWeight(graph);
    this.#row = this.#remaining.towards(0);
    this.#best = Array.from({ length: graph.hosts }, () => undefined);
  }

  /** The edges of the best path for a demand; undefined when there is none. The ends must differ. */
  find(from: number, to: number, demandBps: number): readonly number[] | undefined {
    [this.#to, this.#demandBps, this.#row] = [to, demandBps, this.#remaining.towards(to)];
    const start: Label = { host: from, weight: 0, hops: 0, by: undefined, edge: -1, total: 0 };
    this.#best[from] = start;
    this.#touched.push(from);
    this.#reachAtOnce(start);
    this.#waiting.push(start);
    let looked = 0;
    for (let label = this.#waiting.pop(); label !== undefined; label = this.#waiting.pop()) {
      if (this.#best[label.host] !== label || label.total > (this.#best[to]?.weight ?? Infinity)) continue;
      this.#goOn(label);
      looked += this.#graph.leaving[label.host + 1] - this.#graph.leaving[label.host];
    }
    this.#remaining.spend(to, looked);
    const found = this.#best[to];
    for (const host of this.#touched) this.#best[host] = undefined;
    this.#touched.length = 0;
    return found && edgesTo(found);
  }

  /** The direct edge and the star: a first bound for the search. */
  #reachAtOnce(start: Label): void {
    const [graph, to, proxy] = [this.#graph, this.#to, this.#proxy];
    const direct = graph.edge(start.host, to);
    if (direct >= 0) this.#reach(start, direct);
    const up = graph.edge(start.host, proxy);
    if (up >= 0 && proxy !== to) this.#reach(start, up);
    const atProxy = this.#best[proxy];
    const down = graph.edge(proxy, to);
    if (atProxy?.by === start && down >= 0) this.#reach(atProxy, down);
  }

  /** All edges that leave a label's host; most are ruled out by the sums alone, as the Proxy has a thousand. */
  #goOn(label: Label): void {
    const { to, leaving } = this.#graph;
    const { load, perBps } = this.#row;
    const end = leaving[label.host + 1];
    for (let edge = leaving[label.host]; edge < end; edge++) {
      const bound = this.#best[this.#to]?.weight ?? Infinity;
      const least = load[to[edge]] + this.#demandBps * perBps[to[edge]];
      if (least > bound - label.weight + noise * bound) continue;
      this.#reach(label, edge);
    }
  }

  #reach(by: Label, edge: number): void {
    const host = this.#graph.to[edge];
    const weight = by.weight + weightOf(this.#graph, edge, this.#demandBps);
    const hops = by.hops + 1;
    const isEnd = host === this.#to;
    const { load, perBps } = this.#row;
    const least = (load[host] + this.#demandBps * perBps[host]) * (1 - noise);
    const total = isEnd ? weight : weight + least;
    const bound = this.#best[this.#to];
    if (bound !== undefined) {
      if (total > bound.weight) return;
      if (!isEnd && weight >= bound.weight && hops >= bound.hops) return; // one hop more at least
    }
    const known = this.#best[host];
    const label: Label = { host, weight, hops, by, edge, total };
    if (known === undefined) this.#touched.push(host);
    else if (!comesBefore(label, known, this.#rank)) return;
    this.#best[host] = label;
    if (!isEnd) this.#waiting.push(label);
  }
}

function comesBefore(x: Label, y: Label, rank: Uint32Array): boolean {
  if (x.weight !== y.weight) return x.weight < y.weight;
  if (x.hops !== y.hops) return x.hops < y.hops;
  let order = 0; // of the earliest host in which the two differ
  let [left, right]: [Label | undefined, Label | undefined] = [x, y];
  while (left !== undefined && right !== undefined && left !== right) {
    if (left.host !== right.host) order = rank[left.host] - rank[right.host];
    [left, right] = [left.by, right.by];
  }
  return order < 0;
}

function edgesTo(label: Label): number[] {
  const edges: number[] = [];
  for (let at: Label | undefined = label; at !== undefined && at.edge >= 0; at = at.by) edges.push(at.edge);
  return edges.reverse();
}
