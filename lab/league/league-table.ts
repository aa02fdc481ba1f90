// Where planners stand after a league: a line for each, the best first.
import type { LeagueResult, PlayedInstance } from "./play-instance.ts";

/** Gaps as ratios over the instances that the planner answered; NaN where it answered none. */
export interface LeagueStanding {
  readonly planner: string;
  readonly answered: number;
  readonly instances: number;
  readonly best: number; // instances on which nobody known is better
  readonly medianGap: number;
  readonly worstGap: number;
  readonly medianMs: number;
  readonly longestMs: number;
  readonly medianMoves: number;
  readonly certified: number; // instances with a plan that is proved optimal
}

/** A best value is reached when it is so but for rounding. */
const noise = 1e-9;

export function leagueTable(played: readonly PlayedInstance[]): LeagueStanding[] {
  const byPlanner = new Map<string, LeagueResult[]>();
  for (const { results } of played) {
    for (const result of results)
      byPlanner.set(result.planner, [...(byPlanner.get(result.planner) ?? []), result]);
  }
  return [...byPlanner].map(([planner, results]) => standingOf(planner, results)).sort(compareStandings);
}

function standingOf(planner: string, results: readonly LeagueResult[]): LeagueStanding {
  const answers = results.filter(({ gap }) => !Number.isNaN(gap));
  const gaps = answers.map(({ gap }) => gap);
  const times = answers.map(({ ms }) => ms);
  return {
    planner,
    answered: answers.length,
    instances: results.length,
    best: gaps.filter((gap) => gap <= noise).length,
    medianGap: median(gaps),
    worstGap: gaps.length > 0 ? Math.max(...gaps) : NaN,
    medianMs: median(times),
    longestMs: times.length > 0 ? Math.max(...times) : NaN,
    medianMoves: median(answers.map(({ moves }) => moves)),
    certified: answers.filter(({ certificate }) => certificate === "optimal").length,
  };
}

/** By instances answered, then median gap, then worst gap, then time. */
function compareStandings(x: LeagueStanding, y: LeagueStanding): number {
  return (
    y.answered - x.answered ||
    x.medianGap - y.medianGap ||
    x.worstGap - y.worstGap ||
    x.medianMs - y.medianMs ||
    0
  );
}

function median(values: readonly number[]): number {
  if (values.length === 0) return NaN;
  const sorted = values.toSorted((x, y) => x - y);
  const middle = sorted.length >> 1;
  return sorted.length % 2 === 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
}
