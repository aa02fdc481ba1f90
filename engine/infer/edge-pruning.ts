// Which pairs of VMs count as talking: normalises the demand by its largest entry and prunes what is noise, with hysteresis.
import type { Edge } from "../model/application.ts";
import type { SparseMatrix } from "../model/sparse-matrix.ts";
import { NoiseFloor } from "./noise-floor.ts";
import { pairStrengths } from "./pair-strengths.ts";

/** The strengths next to the threshold, as shares of the strongest: the weakest that counts and the strongest that does not. */
interface Nearest {
  readonly threshold: number;
  readonly weakestIn: number;
  readonly strongestOut: number;
}

/** Both by a, then b; the same array as before while they are the same. */
export interface Pruned {
  /** The pairs that are strong enough. */
  readonly edges: readonly Edge[];
  /** Those of them that are not told to be background noise. */
  readonly pattern: readonly Edge[];
}

/**
 * A pair is an edge when either direction counts. It begins to count at the share `prune` of the strongest entry and
 * stops below half of it, so that a flow near the threshold does not flicker. With `prune` 0 nothing is taken for noise.
 * A VM's traffic to itself is ignored.
 */
export class EdgePruning {
  readonly #prune: number;
  readonly #noise = new NoiseFloor();
  #demand: SparseMatrix | undefined; // the last that was looked at
  #edges: readonly Edge[] = [];
  #pattern: readonly Edge[] = [];
  #nearest: Nearest = { threshold: 0, weakestIn: 1, strongestOut: 0 };

  constructor(prune: number) {
    this.#prune = prune;
  }

  update(demand: SparseMatrix): Pruned {
    if (demand === this.#demand) return { edges: this.#edges, pattern: this.#pattern }; // looked at again, nothing is told otherwise
    this.#demand = demand;
    const pairs = pairStrengths(demand);
    const { count, a, b, strength, strongest } = pairs;
    const begins = this.#prune * strongest;
    const gap = this.#noise.find(pairs, begins / 2);
    const least = gap?.above ?? 0;
    const before = this.#edges;
    const edges: Edge[] = [];
    const pattern: Edge[] = [];
    let position = 0; // in `before`; both are in order
    let weakestIn = strongest;
    let strongestOut = 0;
    for (let pair = 0; pair < count; pair++) {
      while (position < before.length && isBefore(before[position], a[pair], b[pair])) position++;
      const known = before[position];
      const counted = known !== undefined && known.a === a[pair] && known.b === b[pair];
      const edge = counted ? known : { a: a[pair], b: b[pair] };
      const isStrong = strength[pair] >= (counted ? begins / 2 : begins);
      if (isStrong) edges.push(edge);
      if (isStrong && strength[pair] >= least) {
        pattern.push(edge);
        weakestIn = Math.min(weakestIn, strength[pair]);
      } else strongestOut = Math.max(strongestOut, strength[pair]);
    }
    const threshold = gap === undefined ? begins : Math.sqrt(gap.below * gap.above);
    this.#nearest = { threshold, weakestIn, strongestOut };
    if (!sameEdges(edges, before)) this.#edges = edges;
    if (!sameEdges(pattern, this.#pattern)) this.#pattern = pattern;
    return { edges: this.#edges, pattern: this.#pattern };
  }

  /**
   * How clear it was which pairs count: 0 when one was at the threshold, 1 when every one was twice as strong as it, or
   * half as strong, or more: a factor of two is the width of the hysteresis.
   */
  get margin(): number {
    const { threshold, weakestIn, strongestOut } = this.#nearest;
    if (threshold === 0) return 1;
    const distance = Math.min(Math.log2(weakestIn / threshold), Math.log2(threshold / strongestOut));
    return Math.min(1, Math.max(0, distance));
  }
}

function isBefore(edge: Edge, a: number, b: number): boolean {
  return edge.a < a || (edge.a === a && edge.b < b);
}

/** Whether two lists of edges, both in order, are the same. */
export function sameEdges(x: readonly Edge[], y: readonly Edge[]): boolean {
  return (
    x === y ||
    (x.length === y.length && x.every(({ a, b }, position) => a === y[position].a && b === y[position].b))
  );
}
