// One topology while it holds: what it was when it was first seen, and which edges it mostly had since.
import type { Edge } from "../model/application.ts";
import { edgesWithout, trafficShare, type Seen } from "./topology-shift.ts";

/** Edges that come and go with less of the traffic than this do not make it another topology. Own choice. */
const flickerShare = 0.05;

/** An edge that flickers near the prune threshold neither ends a topology nor gets into it by chance. */
export class TopologyTally {
  readonly since: number;
  readonly #anchor: Seen;
  readonly #seconds = new Map<string, { readonly edge: Edge; seconds: number }>();
  #lasting: readonly Edge[]; // those that were there all the time: what left as a trace may not come back as a flow
  #last: readonly Edge[];
  #lastAt: number;

  constructor(since: number, seen: Seen) {
    this.since = since;
    this.#anchor = seen;
    this.#lasting = seen.edges;
    this.#last = seen.edges;
    this.#lastAt = since;
  }

  /** Whether what is seen is still this topology. Changes as small as `detect` matter. */
  includes(seen: Seen, detect: number): boolean {
    const { edges } = this.#anchor;
    if ((edges.length === 0) !== (seen.edges.length === 0)) return false;
    if (edges === seen.edges && this.#lasting === edges) return true;
    const gone = trafficShare(this.#anchor, edgesWithout(edges, seen.edges));
    const come = trafficShare(seen, edgesWithout(seen.edges, this.#lasting));
    return Math.max(gone, come) < Math.min(detect, flickerShare);
  }

  /** Notes what is seen from `now` on. */
  note(now: number, edges: readonly Edge[]): void {
    if (edges === this.#last) return;
    this.#count(now);
    this.#last = edges;
    const gone = edgesWithout(this.#lasting, edges);
    if (gone.length > 0) this.#lasting = edgesWithout(this.#lasting, gone);
  }

  /** The edges that were there for at least half of the time until `now`, in order. */
  edges(now: number): readonly Edge[] {
    if (this.#seconds.size === 0) return this.#last; // nothing ever changed
    this.#count(now);
    const half = (now - this.since) / 2;
    return [...this.#seconds.values()]
      .filter(({ seconds }) => seconds >= half)
      .map(({ edge }) => edge)
      .sort((x, y) => x.a - y.a || x.b - y.b);
  }

  #count(now: number): void {
    for (const edge of this.#last) {
      const key = `${edge.a} ${edge.b}`;
      const counted = this.#seconds.get(key) ?? { edge, seconds: 0 };
      counted.seconds += now - this.#lastAt;
      this.#seconds.set(key, counted);
    }
    this.#lastAt = now;
  }
}
