// A table as aligned text: a heading, then a line for each row; numbers stand to the right.
import { printable } from "../report/printable.ts";
import type { Cell } from "./network-tables.ts";

/** Ends with a line end. Nothing is known of `null`: `-`. */
export function tableText(columns: readonly string[], rows: readonly (readonly Cell[])[]): string {
  const isNumeric = columns.map((_, at) => rows.some((row) => typeof row[at] === "number"));
  const lines = [columns, ...rows.map((row) => row.map(shown))];
  const widths = columns.map((_, at) => Math.max(...lines.map((line) => line[at].length)));
  const text = lines.map((line) =>
    line
      .map((cell, at) => (isNumeric[at] ? cell.padStart(widths[at]) : cell.padEnd(widths[at])))
      .join("  ")
      .trimEnd(),
  );
  return `${text.join("\n")}\n`;
}

function shown(cell: Cell): string {
  if (cell === null) return "-";
  return typeof cell === "boolean" ? (cell ? "yes" : "no") : printable(String(cell));
}
