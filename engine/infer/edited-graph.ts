// A topology with some edges put in or taken out, as the search for the nearest shape tries them.
import type { Edge } from "../model/application.ts";

/** What makes a topology another one; both by a, then b. */
export interface Edit {
  readonly missing: readonly Edge[];
  readonly extra: readonly Edge[];
}

export function sizeOf({ missing, extra }: Edit): number {
  return missing.length + extra.length;
}

/** An edge with its ends in order. */
export function edgeOf(x: number, y: number): Edge {
  return x < y ? { a: x, b: y } : { a: y, b: x };
}

export function edited(edges: readonly Edge[], { missing, extra }: Edit): Edge[] {
  if (extra.length === 0) return [...edges, ...missing];
  const out = new Set(extra.map(({ a, b }) => `${a} ${b}`));
  return [...edges.filter(({ a, b }) => !out.has(`${a} ${b}`)), ...missing];
}

export function inOrder(edges: readonly Edge[]): Edge[] {
  return [...edges].sort((x, y) => x.a - y.a || x.b - y.b);
}
