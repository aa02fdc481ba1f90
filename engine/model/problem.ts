// What a planner is asked and what it proposes.
import type { LimitId, Origin } from "../../lang/ir/policy-ir.ts";
import type { Link, Network } from "./network.ts";
import type { Observation } from "./observation.ts";
import type { Routes } from "./route.ts";

/** A hard limit; `spent` is what is already used of a `per` budget in its window (0 without one). */
export interface Limit {
  readonly id: LimitId;
  readonly value: number; // count, ratio (coverage), bit/s (bandwidth), seconds (downtime)
  readonly strict: boolean; // `<`, else `<=`
  readonly perSeconds?: number;
  readonly spent: number;
  readonly origin: Origin;
}

/** What a plan is predicted to bring. */
export interface Prediction {
  readonly carriedBps: number; // sum of the flows' rates
  readonly slowestRatio: number; // rate / demand of the worst-served flow
  readonly computeShare: number; // slowest VM's computing per iteration / observed iteration time; 0 = not measured
  readonly upShare: number; // of the time in which moves have to pay, the rest after them, 0..1
  readonly cost: number; // of the fast-path links
  readonly links: number;
  readonly plan: Required<Proposal>; // that it is about
}

/** The policy's objective as a function; higher is better. */
export interface Objective {
  readonly name: string;
  /** NaN = it cannot be told. */
  score(prediction: Prediction): number;
  /** The facts, as policies write them, for want of which the score cannot be told. */
  unknown?(prediction: Prediction): readonly string[];
}

/** `chosen` is what earlier stages of the same action decided, else the present: topology reads its mapping, forwarding also its links. */
export interface Problem {
  readonly network: Network;
  readonly observation: Observation;
  readonly limits: readonly Limit[];
  readonly objective: Objective;
  readonly chosen: { readonly mapping: Int32Array; readonly links: readonly Link[] };
  /** Narrowing by the rule's action: at most so many moves, only VMs from this host (-1 = any). */
  readonly moves: number;
  readonly from: number;
  /** The one stage that a planner of stage `all` decides here; what it says of others is dropped. Left out: all of them. */
  readonly deciding?: "placement" | "topology" | "forwarding";
}

/** What is left out stays as it is. Links are the whole fast path, kept ones included; routes are all routes. */
export interface Proposal {
  readonly mapping?: Int32Array;
  readonly links?: readonly Link[];
  readonly routes?: Routes;
}
