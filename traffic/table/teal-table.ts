// The public traffic matrices of teal (harvard-cns/teal): CSV `tm,src,dst,demand`, one matrix after another.
import { type CsvCell, CsvFault, csvRecords } from "./csv-records.ts";
import { amountIn, highestBitsPerSecond } from "./csv-table.ts";
import type { HeldRate, RateTable } from "./held-rate.ts";
import { MachineNames } from "./machine-names.ts";

const header = "tm,src,dst,demand";

/** The files say no unit; the topologies beside them have capacities in Mbit/s. */
const bitsPerMegabit = 1e6;

/** The files say no times, only numbers; each matrix holds for a second. Own choice. */
const matrixSeconds = 1;

export function isTealTable(first: readonly CsvCell[]): boolean {
  return first.map(({ text }) => text.toLowerCase()).join(",") === header;
}

/**
 * Matrix number N is the traffic from second N to N + 1; its demands are Mbit/s. A node is told by its id, wherever it stands: 7 is the machine
 * `n7`. The diagonal is left out. Throws `CsvFault`.
 */
export function readTealTable(text: string): RateTable {
  const machines = new MachineNames();
  const rates: HeldRate[] = [];
  const seen = new Map<string, number>();
  let isHeader = true;
  for (const record of csvRecords(text)) {
    if (isHeader) {
      isHeader = false;
      continue;
    }
    if (record.length !== 4)
      throw new CsvFault(record[0], `expected \`${header}\`, found ${record.length} columns`);
    const [matrix, from, to] = record.slice(0, 3).map((cell) => wholeIn(cell));
    const demand = amountIn(record[3], "a demand in Mbit/s", highestBitsPerSecond / bitsPerMegabit);
    const { line } = record[0];
    const key = `${matrix} ${from} ${to}`;
    const earlier = seen.get(key);
    if (earlier !== undefined)
      throw new CsvFault(record[0], `this entry of the matrix stands in line ${earlier} already`);
    seen.set(key, line);
    const [source, destination] = [machines.addressOf(`n${from}`), machines.addressOf(`n${to}`)];
    if (demand === 0 || from === to) continue;
    rates.push({
      at: matrix * matrixSeconds,
      forSeconds: matrixSeconds,
      source,
      destination,
      bitsPerSecond: demand * bitsPerMegabit,
      place: `line ${line}`,
    });
  }
  return { rates, names: machines.names };
}

function wholeIn(cell: CsvCell): number {
  if (/^\d{1,9}$/.test(cell.text)) return Number(cell.text);
  throw new CsvFault(cell, `expected a whole number, found \`${cell.text}\``);
}
