// From smoothed traffic to what the application is: its topology, the shape of it, and when it changed (the paper's VTTIF).
import {
  silentApplication,
  type Application,
  type ApplicationEvent,
  type Edge,
} from "../model/application.ts";
import { sparseMatrix, type SparseMatrix } from "../model/sparse-matrix.ts";
import { ChangeDetector, type Declared, type SettleTimes } from "./change-detector.ts";
import { EdgePruning, sameEdges } from "./edge-pruning.ts";
import { IntensityWatch } from "./intensity-watch.ts";
import { recogniseTopology } from "./recognise-topology.ts";

export interface InferenceOptions {
  readonly vmCount: number;
  /** The sliding window behind the demand, seconds. */
  readonly smoothSeconds: number;
  /** How often daemons report, seconds; default 0.05. */
  readonly updateSeconds?: number;
  /** How long the application may pause, seconds: it then keeps its topology; default: it never pauses. */
  readonly pauseSeconds?: number | undefined;
  /** Least share of the traffic whose move counts as a change, 0..1. */
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
  readonly #updateSeconds: number;
  readonly #pauseSeconds: number | undefined;
  readonly #pruning: EdgePruning;
  readonly #changes: ChangeDetector;
  readonly #intensity: IntensityWatch;
  #smoothSeconds: number;
  #application: Application = silentApplication;
  #resumed: readonly Edge[] | undefined;

  constructor(options: InferenceOptions) {
    const { vmCount, smoothSeconds, updateSeconds = defaultUpdateSeconds, detect, prune } = options;
    this.#updateSeconds = updateSeconds;
    this.#pauseSeconds = options.pauseSeconds;
    this.#smoothSeconds = smoothSeconds;
    this.#pruning = new EdgePruning(prune);
    this.#changes = new ChangeDetector(
      this.#times,
      detect,
      (demand) => new EdgePruning(prune).update(demand).pattern,
      sparseMatrix(vmCount, []),
    );
    this.#intensity = new IntensityWatch(detect);
  }

  /** Says that the window behind the demand is of another length from `now` on. */
  setWindow(now: number, smoothSeconds: number): void {
    if (smoothSeconds === this.#smoothSeconds) return;
    this.#smoothSeconds = smoothSeconds;
    this.#changes.setTimes(this.#times);
    this.#intensity.restart(now, this.#application.topology);
  }

  /** The network was made for these pairs before this inference began: that they are seen is then no change. In order of a, then b. */
  resume(topology: readonly Edge[]): void {
    this.#resumed = topology;
  }

  /** Whether updates without any demand, as the last one was, tell nothing more and leave no trace, however many come. */
  isAtRest(now: number): boolean {
    return this.#changes.isAtRest(now);
  }

  /** Takes the demand of the window that ends at `now` (seconds, must not go back). */
  update(now: number, demand: SparseMatrix): Inferred {
    const pruned = this.#pruning.update(demand);
    const declared = this.#changes.update(now, pruned, demand);
    const events =
      declared === undefined
        ? this.#shifted(now, pruned.pattern, demand)
        : this.#changed(now, declared, demand);
    return { application: this.#application, settled: this.#changes.isSettled(now), events };
  }

  get #times(): SettleTimes {
    return {
      settleSeconds: this.#smoothSeconds + this.#updateSeconds,
      pauseSeconds: this.#pauseSeconds,
    };
  }

  #changed(now: number, { tooFast, unsettledSeconds }: Declared, demand: SparseMatrix): ApplicationEvent[] {
    const topology = this.#changes.declared;
    const recognition = recogniseTopology(topology, demand, this.#pruning.margin);
    const isKnown = this.#resumed !== undefined && sameEdges(topology, this.#resumed);
    this.#resumed = undefined;
    this.#application = { topology, ...recognition, changedAt: isKnown ? -Infinity : now };
    this.#intensity.restart(now, topology);
    const changed: ApplicationEvent = { kind: "changed", at: now, application: this.#application };
    if (!tooFast) return [changed];
    const { settleSeconds } = this.#times;
    return [changed, { kind: "too-fast", at: now, settleSeconds, unsettledSeconds }];
  }

  /** While the topology is as declared, only its intensity can shift. */
  #shifted(now: number, edges: readonly Edge[], demand: SparseMatrix): ApplicationEvent[] {
    if (!this.#changes.isSettled(now) || edges.length === 0) {
      this.#intensity.skip(now);
      return [];
    }
    const event = this.#intensity.update(now, demand, this.#smoothSeconds);
    return event === undefined ? [] : [event];
  }
}
