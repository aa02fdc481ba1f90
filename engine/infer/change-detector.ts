// Decides when the application's topology has changed: once per change, and not while it still unfolds.
import type { Edge } from "../model/application.ts";
import { totalOf, type SparseMatrix } from "../model/sparse-matrix.ts";
import { hasLasted } from "./has-lasted.ts";
import { MeanDemand } from "./mean-demand.ts";
import { sameEdges, type Pruned } from "./edge-pruning.ts";
import { edgesWithout, topologyShift, type Seen } from "./topology-shift.ts";
import { TopologyTally } from "./topology-tally.ts";

export interface SettleTimes {
  /** How long a topology must hold before it is declared, seconds. */
  readonly settleSeconds: number;
  /** How long the application may pause, seconds: what is seen while it sends little is declared only after that; default: it never pauses. */
  readonly pauseSeconds?: number | undefined;
}

/** What was declared; `tooFast`: it is the union of what did not hold for the settle time. */
export interface Declared {
  readonly tooFast: boolean;
  /** For how long nothing had held, seconds; 0 when it was not too fast. */
  readonly unsettledSeconds: number;
}

/** After so many settle times without a topology that holds, the union is declared. One change takes about two. Own choice. */
const settleTimesBeforeUnion = 4;

/** Where noise comes and goes, or after the union was declared, a pattern must hold so many settle times. Own choice; less than the above. */
const settleTimesInDoubt = 2;

/** An application that sends less than this share of what it sent when its topology was declared may be pausing. Own choice. */
const pauseShare = 0.25;

/**
 * While A turns into B, the window shows A and B together for its whole length; requiring a topology to hold for the
 * settle time hides that. An application that switches faster never settles: then the union of all that it was seen to
 * use is declared (what the mean demand shows), and held until something settles. A topology that holds but moves less than `detect` is no change.
 */
export class ChangeDetector {
  readonly #detect: number;
  readonly #patternOf: (demand: SparseMatrix) => readonly Edge[];
  readonly #unsettled = new MeanDemand(1 / 8); // since something held
  #times: SettleTimes;
  #declared: Seen; // with the demand when it was declared
  #held: TopologyTally; // of all that counts
  #heldPattern: TopologyTally; // of that without noise
  #unsettledSince: number | undefined;
  #pausingSince: number | undefined;
  #isTooFast = false; // since the union was declared

  /** `patternOf`: the edges of a demand by itself, noise left out. */
  constructor(
    times: SettleTimes,
    detect: number,
    patternOf: (demand: SparseMatrix) => readonly Edge[],
    initial: SparseMatrix,
  ) {
    this.#detect = detect;
    this.#patternOf = patternOf;
    this.#times = times;
    this.#declared = { edges: [], demand: initial };
    this.#held = new TopologyTally(-Infinity, this.#declared);
    this.#heldPattern = this.#held;
  }

  /** The topology that was declared last; no edges before the first. */
  get declared(): readonly Edge[] {
    return this.#declared.edges;
  }

  /** Changes the times from now on. */
  setTimes(times: SettleTimes): void {
    this.#times = times;
  }

  /** Whether the topology seen last has held for the settle time at `now`. */
  isSettled(now: number): boolean {
    const { settleSeconds } = this.#times;
    const patternSeconds = now - this.#heldPattern.since;
    if (hasLasted(patternSeconds, settleTimesInDoubt * settleSeconds)) return true;
    const isInDoubt = this.#isTooFast || !hasLasted(now - this.#held.since, settleSeconds);
    return !isInDoubt && hasLasted(patternSeconds, settleSeconds);
  }

  /** Whether nothing was declared last, and silence as long as it takes has been seen since: more of it changes nothing. */
  isAtRest(now: number): boolean {
    const silentSeconds = now - this.#heldPattern.since;
    return (
      this.declared.length === 0 &&
      this.#unsettledSince === undefined &&
      hasLasted(silentSeconds, settleTimesInDoubt * this.#times.settleSeconds)
    );
  }

  /** Takes the topology seen at `now` and the demand behind it; an answer when that declares a change. */
  update(now: number, { edges, pattern }: Pruned, demand: SparseMatrix): Declared | undefined {
    const seen = { edges: pattern, demand };
    this.#held = this.#followed(this.#held, now, { edges, demand });
    this.#heldPattern = this.#followed(this.#heldPattern, now, seen);
    if (this.#isPause(now, demand)) {
      this.#settle(); // what unfolded while it fell silent says nothing
      return undefined;
    }
    if (this.isSettled(now)) {
      if (this.#differs(seen)) {
        this.#settle();
        return this.#declare(this.#heldPattern.edges(now), demand, 0);
      }
      // What was declared is back for a moment, between others that do not hold.
      const { settleSeconds } = this.#times;
      if (hasLasted(now - this.#heldPattern.since, settleTimesInDoubt * settleSeconds)) this.#settle();
    }
    if (this.#unsettledSince === undefined) {
      if (!this.#differs(seen)) return undefined;
      this.#unsettledSince = now;
    }
    this.#unsettled.add(now, demand, this.#times.settleSeconds);
    const unsettledSeconds = now - this.#unsettledSince;
    if (unsettledSeconds < settleTimesBeforeUnion * this.#times.settleSeconds) return undefined;
    this.#unsettledSince = undefined;
    // Parts of what was declared, in turn, are phases of the same application.
    const mean = this.#unsettled.take(demand.size);
    const union = this.#patternOf(mean);
    if (edgesWithout(union, this.declared).length === 0) return undefined;
    this.#isTooFast = true;
    return this.#declare(union, mean, unsettledSeconds);
  }

  #settle(): void {
    this.#unsettledSince = undefined;
    this.#isTooFast = false;
    this.#unsettled.clear();
  }

  #followed(held: TopologyTally, now: number, seen: Seen): TopologyTally {
    if (!held.includes(seen, this.#detect)) return new TopologyTally(now, seen);
    held.note(now, seen.edges);
    return held;
  }

  /** Whether little is sent, and not yet for longer than a pause may take. */
  #isPause(now: number, demand: SparseMatrix): boolean {
    const { pauseSeconds = 0 } = this.#times;
    if (pauseSeconds === 0) return false;
    if (totalOf(demand) >= pauseShare * totalOf(this.#declared.demand)) {
      this.#pausingSince = undefined;
      return false;
    }
    this.#pausingSince ??= now;
    return !hasLasted(now - this.#pausingSince, pauseSeconds);
  }

  #differs(seen: Seen): boolean {
    return !sameEdges(seen.edges, this.declared) && topologyShift(this.#declared, seen) >= this.#detect;
  }

  #declare(edges: readonly Edge[], demand: SparseMatrix, unsettledSeconds: number): Declared | undefined {
    if (sameEdges(edges, this.declared)) return undefined;
    this.#declared = { edges, demand };
    return { tooFast: unsettledSeconds > 0, unsettledSeconds };
  }
}
