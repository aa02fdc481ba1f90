// How much of the traffic a change of topology moves: the measure behind the threshold `detect`.
import type { Edge } from "../model/application.ts";
import { entryAt, totalOf, type SparseMatrix } from "../model/sparse-matrix.ts";

/** A topology with the demand in which it was seen. `edges` by a, then b. */
export interface Seen {
  readonly edges: readonly Edge[];
  readonly demand: SparseMatrix;
}

/**
 * The share of the traffic (0..1) that lies on edges that one topology has and the other has not: of what was before on
 * those that went, or of what is after on those that came, whichever is more. Rates that vary along edges that stay, and
 * the total, do not matter; between traffic and none it is 1.
 */
export function topologyShift(before: Seen, after: Seen): number {
  if (before.edges === after.edges) return 0;
  const gone = trafficShare(before, edgesWithout(before.edges, after.edges));
  const come = trafficShare(after, edgesWithout(after.edges, before.edges));
  return Math.max(gone, come);
}

/** The edges of the first list that are not in the second; all in order. */
export function edgesWithout(edges: readonly Edge[], others: readonly Edge[]): Edge[] {
  let position = 0;
  return edges.filter(({ a, b }) => {
    while (
      position < others.length &&
      (others[position].a < a || (others[position].a === a && others[position].b < b))
    )
      position++;
    const other = others[position];
    return other === undefined || other.a !== a || other.b !== b;
  });
}

/** The share of the traffic that lies on the given edges, 0..1. */
export function trafficShare({ demand }: Seen, edges: readonly Edge[]): number {
  if (edges.length === 0) return 0;
  const sum = edges.reduce((rate, { a, b }) => rate + entryAt(demand, a, b) + entryAt(demand, b, a), 0);
  return sum / totalOf(demand);
}
