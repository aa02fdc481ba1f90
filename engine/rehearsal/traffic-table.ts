// Traffic over time from a table: CSV `time,from,to,rate`, a row holds until the next one of its pair.
import type { SimulatedGiven } from "../simulated/simulated-data-plane.ts";

/** `at`: seconds after the traffic begins. */
export interface TimedTraffic {
  readonly at: number;
  readonly what: Extract<SimulatedGiven, { kind: "traffic" }>;
}

const header = "time,from,to,rate";

/**
 * Seconds, VM names, bit/s. The last row of a pair holds for as long as the one before it (or for ever, if it is the only one); a rate of 0
 * is silence. A header line and empty lines are skipped. A fault is one sentence with the line's number.
 */
export function readTrafficTable(
  text: string,
  vmNames: readonly string[],
): readonly TimedTraffic[] | { readonly fault: string } {
  const byPair = new Map<string, { at: number; from: number; to: number; rateBps: number }[]>();
  for (const [position, line] of text.split(/\r?\n/).entries()) {
    if (line.trim() === "" || line.replaceAll(" ", "").toLowerCase() === header) continue;
    const cells = line.split(",").map((cell) => cell.trim());
    const [time = "", fromName = "", toName = "", rate = ""] = cells;
    const where = `line ${position + 1}`;
    if (cells.length !== 4)
      return { fault: `${where}: expected \`${header}\`, found ${cells.length} columns` };
    const from = vmNames.indexOf(fromName);
    const to = vmNames.indexOf(toName);
    if (from < 0 || to < 0) return { fault: `${where}: there is no VM \`${from < 0 ? fromName : toName}\`` };
    const at = time === "" ? NaN : Number(time);
    const rateBps = rate === "" ? NaN : Number(rate);
    if (!(at >= 0) || !(rateBps >= 0) || !Number.isFinite(at + rateBps))
      return {
        fault: `${where}: time and rate must be numbers of at least 0, found \`${time}\` and \`${rate}\``,
      };
    const rows = byPair.get(`${from}>${to}`) ?? [];
    const last = rows.at(-1);
    if (last !== undefined && at <= last.at)
      return { fault: `${where}: the rows of a pair must be in order of time` };
    rows.push({ at, from, to, rateBps });
    byPair.set(`${from}>${to}`, rows);
  }
  return [...byPair.values()].flatMap((rows) => rows.flatMap((_, index) => timed(rows, index)));
}

function timed(
  rows: readonly { at: number; from: number; to: number; rateBps: number }[],
  index: number,
): TimedTraffic[] {
  const { at, from, to, rateBps } = rows[index];
  if (rateBps === 0) return [];
  const next = rows[index + 1]?.at;
  const previous = rows[index - 1]?.at;
  const forSeconds = next !== undefined ? next - at : previous !== undefined ? at - previous : undefined;
  const edges: [number, number][] = [[from, to]];
  const what = { kind: "traffic", edges, rateBps } as const;
  return [{ at, what: forSeconds === undefined ? what : { ...what, forSeconds } }];
}
