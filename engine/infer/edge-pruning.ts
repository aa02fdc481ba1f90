// Which pairs of VMs count as talking: normalises the demand by its largest entry and prunes what is noise, with hysteresis.
import type { Edge } from "../model/application.ts";
import { entriesOf, type SparseMatrix } from "../model/sparse-matrix.ts";

/**
 * A pair is an edge when either direction counts. It begins to count at the share `prune` of the strongest entry and
 * stops below half of it, so that a flow near the threshold does not flicker. A VM's traffic to itself is ignored.
 */
export class EdgePruning {
  readonly #prune: number;
  #edges: readonly Edge[] = [];

  constructor(prune: number) {
    this.#prune = prune;
  }

  /** The edges in the given demand, by a, then b. */
  update(demand: SparseMatrix): readonly Edge[] {
    const strengths = new Map<number, number>();
    let strongest = 0;
    for (const { from, to, value } of entriesOf(demand)) {
      if (from === to) continue;
      const pair = Math.min(from, to) * demand.size + Math.max(from, to);
      strengths.set(pair, Math.max(strengths.get(pair) ?? 0, value));
      strongest = Math.max(strongest, value);
    }
    const counted = new Set(this.#edges.map(({ a, b }) => a * demand.size + b));
    this.#edges = [...strengths]
      .filter(([pair, strength]) => {
        const threshold = (counted.has(pair) ? this.#prune / 2 : this.#prune) * strongest;
        return strength > 0 && strength >= threshold;
      })
      .map(([pair]) => pair)
      .sort((x, y) => x - y)
      .map((pair) => ({ a: Math.floor(pair / demand.size), b: pair % demand.size }));
    return this.#edges;
  }
}

/** Whether two lists of edges, both in order, are the same. */
export function sameEdges(x: readonly Edge[], y: readonly Edge[]): boolean {
  return x.length === y.length && x.every(({ a, b }, position) => a === y[position].a && b === y[position].b);
}

/** The edges of either list, in order. */
export function unionOfEdges(x: readonly Edge[], y: readonly Edge[]): Edge[] {
  const edges = new Map([...x, ...y].map((edge) => [`${edge.a} ${edge.b}`, edge]));
  return [...edges.values()].sort((p, q) => p.a - q.a || p.b - q.b);
}
