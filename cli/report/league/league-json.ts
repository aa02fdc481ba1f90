// A league as JSON: every instance with every planner's result. What is not a number is left out.
import type { PlayedInstance } from "../../../lab/index.ts";

/** `gap` is a ratio, `ms` wall clock, `best` the best known value or, with `"bestIs": "found"`, the best of these planners. */
export function leagueJson(played: readonly PlayedInstance[]): string {
  const instances = played.map(({ name, size, best, isKnown, results }) => ({
    name,
    n: size,
    ...number("best", best),
    bestIs: isKnown ? "known" : "found",
    results: results.map(({ planner, value, gap, ms, moves, certificate, reason }) => ({
      planner,
      ...number("value", value),
      ...number("gap", gap),
      ms: Math.round(ms * 1000) / 1000,
      moves,
      certificate,
      ...(reason === undefined ? {} : { reason }),
    })),
  }));
  return `${JSON.stringify({ instances })}\n`;
}

function number(name: string, value: number): Readonly<Record<string, number>> {
  return Number.isFinite(value) ? { [name]: value } : {};
}
