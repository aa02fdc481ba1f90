// A league as a table for people: where each planner stands, and why one has no answer.
import { leagueTable, type PlayedInstance } from "../../../lab/index.ts";
import { tableText } from "../../show/table-text.ts";

const columns = ["planner", "answers", "best", "median", "worst", "moves", "certified", "time", "longest"];

/** Gaps are how much worse than the best known value, or than the best found where none is known. */
export function leagueText(played: readonly PlayedInstance[]): string {
  const rows = leagueTable(played).map((standing) => [
    standing.planner,
    `${standing.answered} of ${standing.instances}`,
    standing.best,
    percent(standing.medianGap),
    percent(standing.worstGap),
    Number.isNaN(standing.medianMoves) ? null : standing.medianMoves,
    standing.certified,
    milliseconds(standing.medianMs),
    milliseconds(standing.longestMs),
  ]);
  const known = played.filter(({ isKnown }) => isKnown).length;
  const heading = `${played.length} ${played.length === 1 ? "instance" : "instances"}, ${known} with a best known value; gaps are to that value, else to the best found here`;
  return [`${heading}\n\n${tableText(columns, rows)}`, ...reasons(played)].join("\n");
}

/** Each reason once for each planner, with how often it came. */
function reasons(played: readonly PlayedInstance[]): string[] {
  const counts = new Map<string, number>();
  for (const { results } of played) {
    for (const { planner, reason } of results) {
      if (reason === undefined) continue;
      const sentence = `\`${planner}\`: ${reason}`;
      counts.set(sentence, (counts.get(sentence) ?? 0) + 1);
    }
  }
  return [...counts].map(([sentence, count]) => `no answer on ${count}: ${sentence}\n`);
}

function percent(share: number): string | null {
  return Number.isNaN(share) ? null : `${(share * 100).toFixed(2)} %`;
}

function milliseconds(ms: number): string | null {
  return Number.isNaN(ms) ? null : `${ms < 10 ? ms.toFixed(1) : Math.round(ms)} ms`;
}
