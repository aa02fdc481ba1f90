// Plans all actions of one rule, each on what the ones before it decided, to candidates for the whole.
import type { ActionIr } from "../../lang/ir/policy-ir.ts";
import type { Problem } from "../model/problem.ts";
import { presentPlan } from "./plan.ts";
import type { PlanNote } from "./planner.ts";
import { runStages, type Candidate, type Planning } from "./run-stages.ts";

export type PlanningAction = Extract<ActionIr, { do: "adapt" | "migrate" | "connect" | "forward" }>;

/** An action with its host to leave resolved: index, or -1 for any. */
export interface PlannedAction {
  readonly action: PlanningAction;
  readonly from: number;
}

/** Candidates in ascending number of moves; none where no action brings anything, and `reasons` say why, one sentence each. */
export interface ActionsAnswer {
  readonly candidates: readonly Candidate[];
  readonly reasons: readonly string[];
  readonly notes: readonly PlanNote[];
}

/**
 * A rule that migrates and then does more also gets the candidate without the migration, as `adapt` does: a mapping that does
 * not pay for itself must not keep the links from coming. An action that brings nothing leaves the others their turn.
 */
export async function planActions(
  actions: readonly PlannedAction[],
  problem: Problem,
  planning: Planning,
): Promise<ActionsAnswer> {
  const start: Candidate = { plan: presentPlan(problem.observation), stages: [] };
  let candidates: readonly Candidate[] = [start];
  const reasons: string[] = [];
  const notes: PlanNote[] = [];
  for (const [position, { action, from }] of actions.entries()) {
    const isMigrationOfMany = action.do === "migrate" && position < actions.length - 1;
    const next: Candidate[] = [];
    for (const candidate of candidates) {
      const { mapping, links, routes } = candidate.plan;
      const asked: Problem = {
        ...problem,
        observation: { ...problem.observation, routes },
        chosen: { mapping, links },
        moves: Math.min(problem.moves, action.moves ?? Infinity),
        from,
      };
      const answer = await runStages(action, asked, planning);
      notes.push(...answer.notes);
      if (answer.kind === "none") reasons.push(answer.reason);
      if (answer.kind === "none" || isMigrationOfMany) next.push(candidate);
      if (answer.kind === "candidates") {
        next.push(
          ...answer.candidates.map(({ plan, stages }) => ({
            plan,
            stages: [...candidate.stages, ...stages],
          })),
        );
      }
    }
    candidates = next;
  }
  return { candidates: candidates.filter((candidate) => candidate !== start), reasons, notes };
}
