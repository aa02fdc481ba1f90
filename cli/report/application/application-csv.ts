// An application's matrix as CSV (RFC 4180, but for the line ends): what other tools read.
import type { ApplicationView } from "./application-view.ts";

/** A heading, then a row for each pair: `src,dst,frames,bytes`, and `bitsPerSecond` where the view has a window, in the order of the view. Names instead of addresses where members have them. */
export function applicationCsv({ members, pairs, windowSeconds }: ApplicationView): string {
  const hasRates = windowSeconds !== undefined;
  const rows = pairs.map(({ from, to, frames, bytes, bitsPerSecond = 0 }) =>
    [
      field(members[from].name),
      field(members[to].name),
      frames,
      bytes,
      ...(hasRates ? [Math.round(bitsPerSecond)] : []),
    ].join(","),
  );
  const heading = `src,dst,frames,bytes${hasRates ? ",bitsPerSecond" : ""}`;
  return `${[heading, ...rows].join("\n")}\n`;
}

function field(text: string): string {
  return /[",\n\r]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
