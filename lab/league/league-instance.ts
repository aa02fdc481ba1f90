// One problem that planners are compared on, and what an answer to it is worth.
import type { SingleStage } from "../../engine/plan/assign-stages.ts";
import type { Problem, Proposal } from "../../engine/model/problem.ts";

export interface LeagueInstance {
  readonly name: string;
  readonly size: number; // VMs
  readonly stage: SingleStage;
  readonly problem: Problem;
  /** The best known value; undefined = not known, then the best that the league finds counts. */
  readonly best: number | undefined;
  /** Of a proposal for `problem`; lower is better. */
  valueOf(proposal: Proposal): number;
}

/** A file that should hold an instance and does not: which, and why. */
export interface UnreadInstance {
  readonly file: string;
  readonly reason: string;
}
