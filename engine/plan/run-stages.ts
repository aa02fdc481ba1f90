// Plans one action: placement, then topology, then forwarding, each seeing what the earlier ones decided.
import type { Problem, Proposal } from "../model/problem.ts";
import {
  assignStages,
  defaultsFor,
  type PlanAction,
  type StageCall,
  type StageDefaults,
} from "./assign-stages.ts";
import { movedVms, withProposal, type Plan } from "./plan.ts";
import type { Certificate, PlanNote } from "./planner.ts";
import type { PlannerRegistry } from "./planner-registry.ts";
import { runPlanner, type PlannerSettings } from "./run-planner.ts";

/** Which planner decided a stage, and how good it says its plan is. */
export interface StageReport extends Pick<StageCall, "stage" | "planner"> {
  readonly certificate: Certificate;
}

export interface Candidate {
  readonly plan: Plan;
  readonly stages: readonly StageReport[];
}

/** Candidates come in ascending number of moves. `none`: the action brings no change; `reason` is one sentence. */
export type StagesAnswer = { readonly notes: readonly PlanNote[] } & (
  | { readonly kind: "candidates"; readonly candidates: readonly Candidate[] }
  | { readonly kind: "none"; readonly reason: string }
);

/** What `runStages` needs beside the action and its problem. */
export interface Planning {
  readonly registry: PlannerRegistry;
  readonly defaults: StageDefaults;
  readonly settings: PlannerSettings; // for each planner that is run
}

/** Why a stage brought nothing; a failure ends the action, a refusal to move VMs does not. */
interface Halt {
  readonly halt: string;
  readonly isFailure: boolean;
}

/**
 * Routes that were may lead nowhere once VMs or links have changed; so after `migrate` and `connect` that change
 * something forwarding is planned anew by the default planner. Where nothing changes, routes stay.
 *
 * `adapt` that moves VMs answers two candidates, without and with the moves: a mapping must pay for itself beside what
 * links alone would bring, and that is for `engine/verify/choose-plan.ts` to decide. In `adapt` a placement that is
 * infeasible or unsupported leaves VMs where they are and the other stages go on; a planner that fails ends the action.
 */
export async function runStages(
  action: PlanAction,
  problem: Problem,
  planning: Planning,
): Promise<StagesAnswer> {
  const notes: PlanNote[] = [];
  const none = (reason: string): StagesAnswer => ({ kind: "none", reason, notes });
  const calls = assignStages(
    action,
    planning.registry,
    defaultsFor(planning.defaults, problem.network.vms.length),
  );
  if ("reason" in calls) return none(calls.reason);
  const present: Candidate = { plan: { ...problem.chosen, routes: problem.observation.routes }, stages: [] };

  let starts = [present];
  let rest = calls;
  if (calls.length > 1) {
    const placed = await runCall(calls[0], problem, present, planning, notes);
    if ("halt" in placed && placed.isFailure) return none(placed.halt);
    if ("halt" in placed) notes.push({ id: "plan/placement", severity: "info", message: placed.halt });
    else starts = movesVms(present, placed) ? [present, placed] : [placed];
    rest = calls.slice(1);
  }
  const candidates: Candidate[] = [];
  for (const start of starts) {
    const complete = await runCalls(rest, problem, start, planning, notes);
    if ("halt" in complete) return none(complete.halt);
    candidates.push(complete);
  }
  return { kind: "candidates", candidates, notes };
}

/** Runs calls in order, then forwarding where it is due. */
async function runCalls(
  calls: readonly StageCall[],
  problem: Problem,
  start: Candidate,
  planning: Planning,
  notes: PlanNote[],
): Promise<Candidate | Halt> {
  let candidate = start;
  for (const call of calls) {
    const next = await runCall(call, problem, candidate, planning, notes);
    if ("halt" in next) return next;
    candidate = next;
  }
  const { plan } = candidate;
  const areRoutesKept = plan.routes === problem.observation.routes;
  const isChanged = plan.links !== problem.chosen.links || plan.mapping !== problem.chosen.mapping;
  if (!areRoutesKept || !isChanged) return candidate;
  const { forwarding: forwardingPlanner } = defaultsFor(planning.defaults, problem.network.vms.length);
  const forwarding = { stage: "forwarding", planner: forwardingPlanner, options: {} } as const;
  return runCall(forwarding, problem, candidate, planning, notes);
}

async function runCall(
  call: StageCall,
  problem: Problem,
  candidate: Candidate,
  { registry, settings }: Planning,
  notes: PlanNote[],
): Promise<Candidate | Halt> {
  const { mapping, links } = candidate.plan;
  const isPart = registry.get(call.planner)?.stage === "all" && call.stage !== "all";
  const asked: Problem = {
    ...problem,
    chosen: { mapping, links },
    ...(isPart ? { deciding: call.stage } : {}),
  };
  const answer = await runPlanner(registry, call.planner, call.options, asked, settings);
  notes.push(...answer.notes);
  const { outcome } = answer;
  switch (outcome.kind) {
    case "plan": {
      const report = { stage: call.stage, planner: call.planner, certificate: outcome.certificate };
      const plan = withProposal(candidate.plan, partOf(outcome.proposal, call.stage));
      return { plan, stages: [...candidate.stages, report] };
    }
    case "infeasible": {
      const { limit, needed, available } = outcome;
      const halt = `\`${call.planner}\` finds no plan within \`${limit}\`: it needs ${needed}, ${available} is left`;
      return { halt, isFailure: false };
    }
    case "unsupported":
      return { halt: `\`${call.planner}\` does not support \`${outcome.missing}\``, isFailure: false };
    case "failed":
      return { halt: outcome.reason, isFailure: true };
  }
}

/** A planner of stage `all` that serves one stage decides that stage alone. */
function partOf(proposal: Proposal, stage: StageCall["stage"]): Proposal {
  const { mapping, links, routes } = proposal;
  if (stage === "placement") return mapping === undefined ? {} : { mapping };
  if (stage === "topology") return links === undefined ? {} : { links };
  if (stage === "forwarding") return routes === undefined ? {} : { routes };
  return proposal;
}

function movesVms(present: Candidate, placed: Candidate): boolean {
  return movedVms(present.plan.mapping, placed.plan.mapping).length > 0;
}
