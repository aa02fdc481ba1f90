// Tables of rates over time: CSV `time,from,to,rate`; a row holds until the next one of its pair.
import { type CsvCell, CsvFault, csvRecords } from "./csv-records.ts";
import type { HeldRate, RateTable } from "./held-rate.ts";
import { MachineNames } from "./machine-names.ts";

const columns = ["time", "from", "to", "rate"] as const;
const header = columns.join(",");

/** The year 5138, as for the time stamps of captures: far below where a slice of time is lost in rounding. Own choice. */
const farthestSeconds = 1e11;

/** Far above any network, far below where adding up traffic overflows. Own choice. */
export const highestBitsPerSecond = 1e15;

interface Row {
  readonly at: number;
  readonly bitsPerSecond: number;
  readonly line: number;
}

/** Whether the first record may be meant for one: what is wrong with it is better said by line and column. */
export function isCsvTable(first: readonly CsvCell[]): boolean {
  return Math.abs(first.length - columns.length) <= 1;
}

/**
 * Seconds; names or addresses; bit/s. The last row of a pair holds for as long as the one before it, a pair's only row until everything else is over; a
 * rate of 0 is silence. The header may be left out. Throws `CsvFault`.
 */
export function readCsvTable(text: string): RateTable {
  const machines = new MachineNames();
  const byPair = new Map<string, Pick<HeldRate, "source" | "destination"> & { rows: Row[] }>();
  let isFirst = true;
  for (const record of csvRecords(text)) {
    const wasFirst = isFirst;
    isFirst = false;
    if (wasFirst && isHeader(record)) continue;
    if (record.length !== columns.length)
      throw new CsvFault(record[0], `expected \`${header}\`, found ${record.length} columns`);
    const [time, from, to, rate] = record;
    const at = amountIn(time, "a time in seconds", farthestSeconds);
    const bitsPerSecond = amountIn(rate, "a rate in bit/s", highestBitsPerSecond);
    for (const cell of [from, to])
      if (cell.text === "") throw new CsvFault(cell, "expected a name or an address");
    const [source, destination] = [machines.addressOf(from.text), machines.addressOf(to.text)];
    const key = `${source} ${destination}`;
    const pair = byPair.get(key) ?? { source, destination, rows: [] };
    const last = pair.rows.at(-1);
    if (last !== undefined && at <= last.at)
      throw new CsvFault(
        time,
        `the rows of a pair must be in order of time, found ${at} after ${last.at} (line ${last.line})`,
      );
    pair.rows.push({ at, bitsPerSecond, line: time.line });
    byPair.set(key, pair);
  }
  const rates = [...byPair.values()].flatMap(({ rows, ...pair }) =>
    rows.flatMap((_, index) => held(rows, index).map((rate) => ({ ...rate, ...pair }))),
  );
  return { rates, names: machines.names };
}

function held(rows: readonly Row[], index: number): Omit<HeldRate, "source" | "destination">[] {
  const { at, bitsPerSecond, line } = rows[index];
  if (bitsPerSecond === 0) return [];
  const next = rows[index + 1]?.at;
  const previous = rows[index - 1]?.at;
  const forSeconds = next !== undefined ? next - at : previous !== undefined ? at - previous : undefined;
  return [{ at, bitsPerSecond, place: `line ${line}`, ...(forSeconds === undefined ? {} : { forSeconds }) }];
}

function isHeader(record: readonly CsvCell[]): boolean {
  return record.map(({ text }) => text.toLowerCase()).join(",") === header;
}

/** The number in a cell. Throws `CsvFault`. */
export function amountIn(cell: CsvCell, expected: string, most: number): number {
  const value = cell.text === "" ? NaN : Number(cell.text);
  if (value >= 0 && value <= most) return value;
  const range = value > most && Number.isFinite(value) ? `at most ${most}` : "at least 0";
  throw new CsvFault(cell, `expected ${expected}, a number of ${range}, found \`${cell.text}\``);
}
