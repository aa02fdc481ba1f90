// What the engine has inferred of the application: who talks to whom, the shape of that, and how sure it is.
import type { ShapeClass } from "../../lang/ir/facts.ts";

/** An undirected edge between two VMs, by index. INVARIANT: a < b. */
export interface Edge {
  readonly a: number;
  readonly b: number;
}

/** A class of topologies that fits the inferred one; dimensions for mesh, torus (sizes) and hypercube (number of dimensions). */
export interface Shape {
  readonly class: ShapeClass;
  readonly dimensions?: readonly number[];
}

/**
 * Which way the traffic goes along the edges: both ways (`exchange`), towards one VM over all others (`reduction`), away
 * from one (`broadcast`), one way on each edge but neither of these (`one-way`), or some of each (`mixed`; also without an edge).
 */
export type Direction =
  | { readonly kind: "exchange" | "one-way" | "mixed" }
  | { readonly kind: "reduction" | "broadcast"; readonly root: number };

/** What a topology is taken for. */
export interface Recognition {
  /** Best first; all identities of a degenerate shape. `irregular` alone where nothing is near. */
  readonly shape: readonly Shape[];
  /** Edges that the topology would have to have and not to have to be exactly of that shape; both empty when it is. */
  readonly missing: readonly Edge[];
  readonly extra: readonly Edge[];
  readonly direction: Direction;
  /** 0..1; 1 = the shape fits exactly, and no flow is near the prune threshold. */
  readonly confidence: number;
}

export interface Application extends Recognition {
  /** The declared topology: undirected, unweighted, by a, then b. VMs without traffic are not in it. */
  readonly topology: readonly Edge[];
  /** When it was declared, seconds; -Infinity = never. */
  readonly changedAt: number;
}

/** Before anything was seen. */
export const silentApplication: Application = {
  topology: [],
  shape: [{ class: "none" }],
  missing: [],
  extra: [],
  direction: { kind: "mixed" },
  confidence: 1,
  changedAt: -Infinity,
};

/** An edge whose traffic has shifted; `ratio`: its rate after, divided by its rate before. */
export interface EdgeShift extends Edge {
  readonly ratio: number;
}

/** Times in seconds, on the clock of the demand. */
export type ApplicationEvent =
  /** A topology was declared. Told once per change. */
  | { readonly kind: "changed"; readonly at: number; readonly application: Application }
  /** The application switches faster than can be followed; the union of its topologies was declared (told by `changed`). */
  | {
      readonly kind: "too-fast";
      readonly at: number;
      /** A topology is declared when it holds so long; for `unsettledSeconds` none did. */
      readonly settleSeconds: number;
      readonly unsettledSeconds: number;
    }
  /** The same topology carries more or less than before; `edges`: those that shifted by themselves, strongest shift first. */
  | {
      readonly kind: "intensity";
      readonly at: number;
      readonly beforeBps: number;
      readonly afterBps: number;
      readonly edges: readonly EdgeShift[];
    };
