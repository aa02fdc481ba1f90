// All edges of the topologies that it was given; the same topology again costs nothing.
import type { Edge } from "../model/application.ts";

export class EdgeUnion {
  readonly #edges = new Map<string, Edge>();
  #last: readonly Edge[] = [];

  add(edges: readonly Edge[]): void {
    if (edges === this.#last) return;
    this.#last = edges;
    for (const edge of edges) this.#edges.set(`${edge.a} ${edge.b}`, edge);
  }

  clear(): void {
    if (this.#edges.size > 0) this.#edges.clear();
    this.#last = [];
  }

  /** By a, then b. */
  edges(): Edge[] {
    return [...this.#edges.values()].sort((x, y) => x.a - y.a || x.b - y.b);
  }
}
