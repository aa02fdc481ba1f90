// Runs planners on one instance of a league, one after another, and says what came of each.
import { runPlanner, type PlannerSettings } from "../../engine/plan/run-planner.ts";
import { movedVms } from "../../engine/plan/plan.ts";
import type { Certificate, Outcome } from "../../engine/plan/planner.ts";
import type { PlannerRegistry } from "../../engine/plan/planner-registry.ts";
import type { Failed } from "../../engine/plan/check-outcome.ts";
import type { LeagueInstance } from "./league-instance.ts";

/** `gap`: how much worse than `best`, as a share of it (ratio); NaN = no answer. `ms`: wall clock. `reason`: why there is no answer. */
export interface LeagueResult {
  readonly planner: string;
  readonly value: number;
  readonly gap: number;
  readonly ms: number;
  readonly moves: number;
  readonly certificate: Certificate["kind"];
  readonly reason?: string;
}

/** `best`: the best known value where `isKnown`, else the best of these results (NaN: none has an answer). */
export interface PlayedInstance {
  readonly name: string;
  readonly size: number;
  readonly best: number;
  readonly isKnown: boolean;
  readonly results: readonly LeagueResult[];
}

/** `now`: milliseconds. */
export async function playInstance(
  instance: LeagueInstance,
  registry: PlannerRegistry,
  planners: readonly string[],
  settings: PlannerSettings,
  now: () => number,
): Promise<PlayedInstance> {
  const { name, size, problem } = instance;
  const results: Omit<LeagueResult, "gap">[] = [];
  for (const planner of planners) {
    const since = now();
    const { outcome } = await runPlanner(registry, planner, {}, problem, settings);
    results.push({ planner, ...worthOf(instance, outcome), ms: now() - since });
  }
  const values = results.map(({ value }) => value).filter((value) => !Number.isNaN(value));
  const isKnown = instance.best !== undefined;
  const best = instance.best ?? (values.length > 0 ? Math.min(...values) : NaN);
  return {
    name,
    size,
    best,
    isKnown,
    results: results.map((result) => ({ ...result, gap: gapOf(result.value, best) })),
  };
}

function worthOf(
  instance: LeagueInstance,
  outcome: Outcome | Failed,
): Pick<LeagueResult, "value" | "moves" | "certificate" | "reason"> {
  const none = { value: NaN, moves: 0, certificate: "none" } as const;
  switch (outcome.kind) {
    case "plan": {
      const { problem } = instance;
      const { proposal, certificate } = outcome;
      const moves = movedVms(problem.observation.mapping, proposal.mapping ?? problem.chosen.mapping).length;
      return { value: instance.valueOf(proposal), moves, certificate: certificate.kind };
    }
    case "infeasible":
      return { ...none, reason: `it finds no plan within \`${outcome.limit}\`` };
    case "unsupported":
      return { ...none, reason: `it does not support \`${outcome.missing}\`` };
    case "failed":
      return { ...none, reason: outcome.reason };
  }
}

/** Values of zero are equal to one another and nothing else is near them. */
function gapOf(value: number, best: number): number {
  return value === best ? 0 : (value - best) / Math.abs(best);
}
