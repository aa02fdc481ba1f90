// From smoothed traffic to what the application is: its topology, the shape of it, and when it changed (the paper's VTTIF).
import { silentApplication, type Application, type ApplicationEvent } from "../model/application.ts";
import { sparseMatrix, type SparseMatrix } from "../model/sparse-matrix.ts";
import { ChangeDetector } from "./change-detector.ts";
import { EdgePruning } from "./edge-pruning.ts";
import { recogniseTopology } from "./recognise-topology.ts";

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
  readonly application: Application;
  /** Whether what is seen now has held for the settle time. */
  readonly settled: boolean;
  /** What this update has told; most tell nothing. */
  readonly events: readonly ApplicationEvent[];
}

const defaultUpdateSeconds = 0.05;

/**
 * The settle time is the window and one report interval: daemons do not report at the same moment, so the union of two
 * topologies can be seen for that much longer than the window.
 */
export class Inference {
  readonly #pruning: EdgePruning;
  readonly #changes: ChangeDetector;
  #application: Application = silentApplication;

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
    const events: ApplicationEvent[] = [];
    if (this.#changes.update(now, this.#pruning.update(demand), demand)) {
      const topology = this.#changes.declared;
      this.#application = { topology, ...recogniseTopology(topology, demand), changedAt: now };
      events.push({ kind: "changed", at: now, application: this.#application });
    }
    return { application: this.#application, settled: this.#changes.isSettled(now), events };
  }
}
