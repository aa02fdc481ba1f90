// What the engine tells of its loop, step by step, for logs and reports. Indices are those of the network's arrays.
import type { RuleIr } from "../lang/ir/policy-ir.ts";
import type { NetworkEvent } from "./data-plane.ts";
import type { FactReading } from "./decide/fact-source.ts";
import type { ApplicationEvent } from "./model/application.ts";
import type { Observation } from "./model/observation.ts";
import type { PlanNote } from "./plan/planner.ts";
import type { Plan } from "./plan/plan.ts";
import type { PlanDiff } from "./verify/plan-diff.ts";

/** Times in seconds on the engine's clock. */
export type EngineEvent =
  /** The inferred topology has changed. */
  | { readonly kind: "inferred"; readonly at: number; readonly observation: Observation }
  /** What else was inferred: it switches too fast, or its intensity has shifted. */
  | Exclude<ApplicationEvent, { kind: "changed" }>
  /** The network was at work before the engine began. `objections`: what of it the policy does not allow; it is changed then. */
  | {
      readonly kind: "found";
      readonly at: number;
      readonly epoch: number;
      readonly plan: Plan;
      readonly objections: readonly string[];
    }
  /** A rule's condition holds; `readings`: the facts that its condition read. */
  | {
      readonly kind: "fired";
      readonly at: number;
      readonly rule: RuleIr;
      readonly readings: readonly FactReading[];
    }
  /** A plan has passed verification and guard and is about to be carried out. `gain`: predicted, as a ratio; NaN for what was not asked to gain. */
  | {
      readonly kind: "planned";
      readonly at: number;
      readonly rule: RuleIr;
      readonly diff: PlanDiff;
      readonly gain: number;
      readonly notes: readonly PlanNote[];
    }
  /** A rule fired and nothing changes; `reason` is one sentence. */
  | {
      readonly kind: "declined";
      readonly at: number;
      readonly rule: RuleIr;
      readonly reason: string;
      readonly notes: readonly PlanNote[];
    }
  /** The network is as planned. `seconds`: what the transition took; `moves`: VMs that moved before it. */
  | {
      readonly kind: "applied";
      readonly at: number;
      readonly rule: RuleIr;
      readonly epoch: number;
      readonly seconds: number;
      readonly moves: number;
      readonly plan: Plan;
    }
  /** A condition of a rule stays unknown, so the rule cannot fire; `readings`: the facts that nobody knows. */
  | {
      readonly kind: "unknown";
      readonly at: number;
      readonly rule: RuleIr;
      readonly readings: readonly FactReading[];
    }
  | { readonly kind: "alert"; readonly at: number; readonly rule: RuleIr; readonly message: string }
  | { readonly kind: "network"; readonly at: number; readonly event: NetworkEvent };
