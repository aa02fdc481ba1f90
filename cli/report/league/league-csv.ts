// A league as CSV: a row for each instance and planner.
import type { PlayedInstance } from "../../../lab/index.ts";

const heading = "instance,n,best,planner,value,gap,ms,moves,certificate";

/** Names hold neither commas nor quotes but in file names, which are quoted where they do. An empty cell: not known. */
export function leagueCsv(played: readonly PlayedInstance[]): string {
  const rows = played.flatMap(({ name, size, best, results }) =>
    results.map(({ planner, value, gap, ms, moves, certificate }) =>
      [name, size, best, planner, value, gap, Number(ms.toFixed(3)), moves, certificate].map(cell).join(","),
    ),
  );
  return `${[heading, ...rows].join("\n")}\n`;
}

function cell(value: string | number): string {
  if (typeof value === "number") return Number.isFinite(value) ? String(value) : "";
  return /[",\r\n]/.test(value) ? `"${value.replaceAll('"', '""')}"` : value;
}
