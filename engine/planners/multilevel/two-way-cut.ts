// A graph on two sides, and moves of nodes between them that make it cheaper (Fiduccia and Mattheyses 1982).
import { GainHeap } from "./gain-heap.ts";
import type { TwoWayGraph } from "./two-way-graph.ts";

/** What a bit/s costs within side 0, within side 1 and between them, and what the sides have room for (slots). */
export interface Sides {
  readonly within: readonly [number, number];
  readonly between: number;
  readonly room: readonly [number, number];
}

/** How many moves without a gain end a pass. Own choice, as in METIS. */
const patience = 60;

export class TwoWayCut {
  readonly sideOf: Uint8Array;
  readonly #graph: TwoWayGraph;
  readonly #sides: Sides;
  readonly #weight: [number, number] = [0, 0];
  readonly #heaviest: number;

  constructor(graph: TwoWayGraph, sides: Sides, sideOf: Uint8Array) {
    this.#graph = graph;
    this.#sides = sides;
    this.sideOf = sideOf;
    sideOf.forEach((side, node) => (this.#weight[side] += graph.weight[node]));
    this.#heaviest = graph.weight.reduce((most, weight) => Math.max(most, weight), 0);
  }

  /** Slots by which the sides are too full. */
  get excess(): number {
    const { room } = this.#sides;
    return Math.max(0, this.#weight[0] - room[0]) + Math.max(0, this.#weight[1] - room[1]);
  }

  /** Up to a constant that is the same for all cuts of the graph. */
  cost(): number {
    const { nodes, rowStart, neighbour, bps, bias } = this.#graph;
    let sum = 0;
    for (let node = 0; node < nodes; node++) {
      if (this.sideOf[node] === 1) sum += bias[node];
      for (let at = rowStart[node]; at < rowStart[node + 1]; at++)
        sum += (bps[at] * this.#price(this.sideOf[node], this.sideOf[neighbour[at]])) / 2;
    }
    return sum;
  }

  /** Passes until one brings nothing. */
  improve(passes: number): void {
    for (let pass = 0; pass < passes && this.#pass(); pass++);
  }

  /** Each node moves once at most, the best first, also at a loss; then all moves after the best moment are taken back. */
  #pass(): boolean {
    const gain = this.#gains();
    const heaps = [new GainHeap(gain), new GainHeap(gain)] as const;
    for (let node = 0; node < this.#graph.nodes; node++) heaps[this.sideOf[node]].add(node);
    const start = this.excess;
    const moved: number[] = [];
    let [total, best, bestExcess, kept] = [0, 0, start, 0];
    while (moved.length - kept < patience || this.excess > bestExcess) {
      const node = this.#next(gain, heaps);
      if (node < 0) break;
      heaps[this.sideOf[node]].remove(node);
      total += gain[node];
      this.#move(node, gain, heaps);
      moved.push(node);
      const { excess } = this;
      if (excess < bestExcess || (excess === bestExcess && total > best + 1e-12 * Math.abs(best)))
        [best, bestExcess, kept] = [total, excess, moved.length];
    }
    for (const node of moved.slice(kept)) this.#flip(node);
    return kept > 0 && (best > 0 || bestExcess < start);
  }

  /** From an overfull side where there is one, else the better of both; one node more than fits is let in for a moment. */
  #next(gain: Float64Array, heaps: readonly [GainHeap, GainHeap]): number {
    const { room } = this.#sides;
    if (this.#weight[0] > room[0]) return heaps[0].top;
    if (this.#weight[1] > room[1]) return heaps[1].top;
    const first = this.#weight[1] < room[1] + this.#heaviest ? heaps[0].top : -1;
    const second = this.#weight[0] < room[0] + this.#heaviest ? heaps[1].top : -1;
    if (first < 0 || second < 0) return Math.max(first, second);
    return gain[first] >= gain[second] ? first : second;
  }

  #move(node: number, gain: Float64Array, heaps: readonly [GainHeap, GainHeap]): void {
    const { rowStart, neighbour, bps } = this.#graph;
    const from = this.sideOf[node];
    const to = 1 - from;
    this.#flip(node);
    for (let at = rowStart[node]; at < rowStart[node + 1]; at++) {
      const other = neighbour[at];
      const side = this.sideOf[other];
      const stays = this.#price(side, to) - this.#price(side, from);
      const goes = this.#price(1 - side, to) - this.#price(1 - side, from);
      gain[other] += bps[at] * (stays - goes);
      heaps[side].update(other);
    }
  }

  #flip(node: number): void {
    const side = this.sideOf[node];
    this.#weight[side] -= this.#graph.weight[node];
    this.#weight[1 - side] += this.#graph.weight[node];
    this.sideOf[node] = 1 - side;
  }

  #gains(): Float64Array {
    const { nodes, rowStart, neighbour, bps, bias } = this.#graph;
    const gain = new Float64Array(nodes);
    for (let node = 0; node < nodes; node++) {
      const side = this.sideOf[node];
      let sum = side === 1 ? bias[node] : -bias[node];
      for (let at = rowStart[node]; at < rowStart[node + 1]; at++) {
        const other = this.sideOf[neighbour[at]];
        sum += bps[at] * (this.#price(side, other) - this.#price(1 - side, other));
      }
      gain[node] = sum;
    }
    return gain;
  }

  #price(x: number, y: number): number {
    const { within, between } = this.#sides;
    return x === y ? within[x] : between;
  }
}
