// One line of the log as people read it: who, and the sentence.
import { printable } from "../report/printable.ts";

interface LogLine {
  readonly level?: string;
  readonly role?: string;
  readonly host?: string;
  readonly msg?: string;
}

/** Levels that the sentence does not tell by itself. */
const namedLevels: ReadonlySet<string | undefined> = new Set(["trace", "debug", "error", "fatal"]);

/** `daemon `a`: link to `gw` is up`, with the level before the sentence where that is not `info` or `warn`; with a line end. What is no JSON stays as it is. */
export function readableLine(json: string): string {
  const { level, role, host, msg } = parse(json) ?? { msg: json.trimEnd() };
  const who = role === "daemon" ? `daemon \`${host}\`: ` : role === undefined ? "" : `${role}: `;
  return `${who}${namedLevels.has(level) ? `${level}: ` : ""}${printable(msg ?? "")}\n`;
}

function parse(json: string): LogLine | undefined {
  try {
    return JSON.parse(json) as LogLine;
  } catch {
    return undefined;
  }
}
