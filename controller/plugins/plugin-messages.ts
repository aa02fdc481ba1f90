// What the host of a plugin and its process say to each other. The host speaks by IPC, the process by frames on a socket of its own.
import type { Capability, Certificate, PlanNote, Stage } from "../../engine/plan/planner.ts";
import type { LinearProgram } from "../../engine/plan/linear-program.ts";
import type { LimitId } from "../../lang/ir/policy-ir.ts";
import type { NetworkForm } from "./network-form.ts";
import type { ProposalForm } from "./plan-form.ts";
import type { ProblemForm } from "./problem-form.ts";

/** The process's end of the socket; 0 to 2 are the usual ones, 3 is the IPC. */
export const frameDescriptor = 4;

export type ToPlugin = LoadMessage | RunMessage | ReturnMessage;

/** The first message. `url`: of the module. */
export interface LoadMessage {
  readonly kind: "load";
  readonly url: string;
}

/** `network` is left out where it is the one of the run before. */
export interface RunMessage {
  readonly kind: "run";
  readonly run: number;
  readonly network?: NetworkForm;
  readonly problem: ProblemForm;
  readonly options: Readonly<Record<string, unknown>>;
  readonly seed: number;
  readonly steps: number;
  /** Whether there is a solver to call. */
  readonly hasSolver: boolean;
  /** Compare afterwards what the planner was given with what it was: for the conformance suite. */
  readonly audit: boolean;
}

/** What became of a call. `spentByOthers`: steps of the run's budget that did not go to the planner itself, all in all. */
export type Returned = { readonly spentByOthers: number } & (
  { readonly ok: true; readonly value: unknown } | { readonly ok: false; readonly reason: string }
);
export type ReturnMessage = {
  readonly kind: "return";
  readonly run: number;
  readonly call: number;
} & Returned;

/** What a planner states about itself. `options`: JSON Schema. */
export interface Stated {
  readonly name: string;
  readonly contract: number;
  readonly stage: Stage;
  readonly objective: string;
  readonly supports: readonly Capability[];
  readonly options: unknown;
}

export type OutcomeForm =
  | { readonly kind: "plan"; readonly proposal: ProposalForm; readonly certificate: Certificate }
  | {
      readonly kind: "infeasible";
      readonly limit: LimitId;
      readonly needed: number;
      readonly available: number;
    }
  | { readonly kind: "unsupported"; readonly missing: Capability };

/** `network` is left out where it is the one of the run. */
export interface AskedProblem {
  readonly network?: NetworkForm;
  readonly problem: ProblemForm;
}

/** Services that answer later, by IPC. */
export type CallRequest =
  | ({ readonly service: "run"; readonly name: string; readonly options: unknown } & AskedProblem)
  | { readonly service: "solve"; readonly program: LinearProgram };

/** Services that answer at once, on the socket, while the planner waits. */
export type AskRequest =
  | { readonly service: "score"; readonly proposal: ProposalForm }
  | { readonly service: "objective"; readonly prediction: unknown; readonly plan: ProposalForm };

/** Payloads of frames by kind. `spent`: steps that the planner itself has taken so far. */
export interface FramePayloads {
  described: Stated;
  refused: { readonly reason: string };
  improve: ProposalForm;
  note: PlanNote;
  call: { readonly call: number; readonly spent: number; readonly request: CallRequest };
  ask: { readonly spent: number; readonly request: AskRequest };
  done: { readonly spent: number; readonly outcome: OutcomeForm };
  failed: { readonly spent: number; readonly reason: string };
  ended: { readonly spent: number; readonly id: PlanNote["id"]; readonly message: string };
  crashed: { readonly reason: string };
}

export type FrameKind = keyof FramePayloads;

/** By their number on the wire. */
export const frameKinds = [
  "described",
  "refused",
  "improve",
  "note",
  "call",
  "ask",
  "done",
  "failed",
  "ended",
  "crashed",
] as const satisfies readonly FrameKind[];
