// An application's matrix as CSV (RFC 4180, but for the line ends): what other tools read.
import type { ApplicationView } from "./application-view.ts";

/** A heading, then a row for each pair: `src,dst,frames,bytes`, in the order of the view. Names instead of addresses where members have them. */
export function applicationCsv({ members, pairs }: ApplicationView): string {
  const rows = pairs.map(
    ({ from, to, frames, bytes }) =>
      `${field(members[from].name)},${field(members[to].name)},${frames},${bytes}`,
  );
  return `${["src,dst,frames,bytes", ...rows].join("\n")}\n`;
}

function field(text: string): string {
  return /[",\n\r]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
