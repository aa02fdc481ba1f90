// From smoothed traffic to what the application is: its topology, the shape of it, and when it changed (the paper's VTTIF).
import type { Shape } from "../model/observation.ts";
import { sparseMatrix, type SparseMatrix } from "../model/sparse-matrix.ts";
import { ChangeDetector } from "./change-detector.ts";
import { classifyShape } from "./classify-shape.ts";
import { EdgePruning } from "./edge-pruning.ts";
import type { Edge } from "./undirected-graph.ts";

export interface InferenceOptions {
  readonly vmCount: number;
  /** The sliding window behind the demand, seconds. */
  readonly smoothSeconds: number;
  /** How often daemons report, seconds; default 0.05. */
  readonly updateSeconds?: number;
  /** Least share of the total intensity whose move counts as a change, 0..1. */
  readonly detect: number;
  /** Share of the strongest flow below which a flow is noise, 0..1. */
  readonly prune: number;
}

export interface Inferred {
  /** The declared topology: undirected, unweighted, by a, then b. VMs without traffic are not in it. */
  readonly topology: readonly Edge[];
  /** Its classes, best first. */
  readonly shape: readonly Shape[];
  /** When it was declared, seconds; -Infinity = never. */
  readonly changedAt: number;
  /** Whether what is seen now has held for the settle time. */
  readonly settled: boolean;
}

const defaultUpdateSeconds = 0.05;

/**
 * The settle time is the window and one report interval: daemons do not report at the same moment, so the union of two
 * topologies can be seen for that much longer than the window.
 */
export class Inference {
  readonly #pruning: EdgePruning;
  readonly #changes: ChangeDetector;
  #shape: readonly Shape[] = classifyShape([]);
  #changedAt = -Infinity;

  constructor(options: InferenceOptions) {
    const { vmCount, smoothSeconds, updateSeconds = defaultUpdateSeconds, detect, prune } = options;
    this.#pruning = new EdgePruning(prune);
    this.#changes = new ChangeDetector(
      { settleSeconds: smoothSeconds + updateSeconds, detect },
      sparseMatrix(vmCount, []),
    );
  }

  /** Takes the demand of the window that ends at `now` (seconds, must not go back). */
  update(now: number, demand: SparseMatrix): Inferred {
    if (this.#changes.update(now, this.#pruning.update(demand), demand)) {
      this.#changedAt = now;
      this.#shape = classifyShape(this.#changes.declared);
    }
    return {
      topology: this.#changes.declared,
      shape: this.#shape,
      changedAt: this.#changedAt,
      settled: this.#changes.isSettled(now),
    };
  }
}
