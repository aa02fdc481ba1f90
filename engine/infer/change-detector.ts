// Decides when the application's topology has changed: once per change, and not while it still unfolds.
import type { Edge } from "../model/application.ts";
import type { SparseMatrix } from "../model/sparse-matrix.ts";
import { sameEdges, unionOfEdges } from "./edge-pruning.ts";
import { patternShift } from "./pattern-shift.ts";

export interface ChangeDetectorOptions {
  /** How long a topology must hold before it is declared, seconds. */
  readonly settleSeconds: number;
  /** Least share of the total intensity that must have moved, 0..1. */
  readonly detect: number;
}

/** After so many settle times without a topology that holds, the union is declared. One change takes about two. Own choice. */
const settleTimesBeforeUnion = 4;

/** Sums of decimal fractions of a second miss a threshold by less than this. */
const clockToleranceSeconds = 1e-9;

/**
 * While A turns into B, the window shows A and B together for its whole length; requiring a topology to hold for the
 * settle time hides that. An application that switches faster never settles: then the union of all that it was seen to
 * use is declared, and held. A topology that holds but moves less than `detect` of the intensity is no change.
 */
export class ChangeDetector {
  readonly #settleSeconds: number;
  readonly #detect: number;
  #declared: readonly Edge[] = [];
  #reference: SparseMatrix; // the demand when #declared was declared
  #candidate: readonly Edge[] = [];
  #candidateSince = -Infinity;
  #unsettled: { readonly since: number; union: readonly Edge[] } | undefined;

  constructor(options: ChangeDetectorOptions, initial: SparseMatrix) {
    this.#settleSeconds = options.settleSeconds;
    this.#detect = options.detect;
    this.#reference = initial;
  }

  /** The topology that was declared last; no edges before the first. */
  get declared(): readonly Edge[] {
    return this.#declared;
  }

  /** Whether the topology seen last has held for the settle time at `now`. */
  isSettled(now: number): boolean {
    return now - this.#candidateSince >= this.#settleSeconds - clockToleranceSeconds;
  }

  /** Takes the topology seen at `now` and the demand behind it; true when that declares a change. */
  update(now: number, candidate: readonly Edge[], demand: SparseMatrix): boolean {
    if (!sameEdges(candidate, this.#candidate)) {
      this.#candidate = candidate;
      this.#candidateSince = now;
    }
    if (this.isSettled(now)) {
      this.#unsettled = undefined;
      return this.#differs(candidate, demand) && this.#declare(candidate, demand);
    }
    if (this.#unsettled === undefined) {
      if (!this.#differs(candidate, demand)) return false;
      this.#unsettled = { since: now, union: candidate };
    }
    const { since, union } = this.#unsettled;
    this.#unsettled.union = sameEdges(candidate, union) ? union : unionOfEdges(union, candidate);
    if (now - since < settleTimesBeforeUnion * this.#settleSeconds) return false;
    const seen = this.#unsettled.union;
    this.#unsettled = undefined;
    return !sameEdges(seen, this.#declared) && this.#declare(seen, demand);
  }

  #differs(candidate: readonly Edge[], demand: SparseMatrix): boolean {
    return !sameEdges(candidate, this.#declared) && patternShift(this.#reference, demand) >= this.#detect;
  }

  #declare(topology: readonly Edge[], demand: SparseMatrix): true {
    this.#declared = topology;
    this.#reference = demand;
    return true;
  }
}
