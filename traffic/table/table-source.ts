// A table of rates as a traffic source: read as a whole, checked before anything of it is given out.
import { TrafficError } from "../traffic-errors.ts";
import type { TrafficEnd, TrafficFormat, TrafficInput, TrafficSource } from "../traffic-source.ts";
import { type CsvCell, CsvFault, csvRecords } from "./csv-records.ts";
import { isCsvTable, readCsvTable } from "./csv-table.ts";
import type { RateTable } from "./held-rate.ts";
import { sliceRates } from "./slice-rates.ts";
import { isTealTable, readTealTable } from "./teal-table.ts";

export const csvFormat: TrafficFormat = tableFormat("CSV `time,from,to,rate`", isCsvTable, readCsvTable);

export const tealFormat: TrafficFormat = tableFormat(
  "matrices `tm,src,dst,demand` of teal",
  isTealTable,
  readTealTable,
);

/** Far above any table; a stream that never ends must not fill the memory. Own choice. */
const largestTableBytes = 64 * 2 ** 20;

function tableFormat(
  name: string,
  recognises: (first: readonly CsvCell[]) => boolean,
  parse: (text: string) => RateTable,
): TrafficFormat {
  return {
    name,
    recognises: (head) => recognises(firstRecord(head)),
    read: (input) => readTable(input, parse),
  };
}

const whiteSpace: ReadonlySet<number> = new Set([0x09, 0x0a, 0x0d]);

function firstRecord(head: Uint8Array): readonly CsvCell[] {
  if (head.some((octet) => octet < 0x20 && !whiteSpace.has(octet))) return []; // no text
  try {
    const { done, value } = csvRecords(new TextDecoder().decode(head)).next();
    return done === true ? [] : value;
  } catch (error) {
    if (error instanceof CsvFault) return [];
    throw error;
  }
}

/** Reading throws a `TrafficError` that names line and column where the table is wrong, and for text that is too long or no UTF-8. */
function readTable(input: TrafficInput, parse: (text: string) => RateTable): TrafficSource {
  const names = new Map<number, string>();
  let end: TrafficEnd | undefined;
  async function rates(): Promise<RateTable["rates"]> {
    const table = parseTable(input.name, await readText(input), parse);
    for (const [mac, name] of table.names) names.set(mac, name);
    end = { truncated: false, leftOut: [] };
    return table.rates;
  }
  return {
    batches: (async function* () {
      yield* sliceRates(await rates());
    })(),
    rates,
    names,
    end: () => end,
    progress: () => input.progress(),
    close: () => input.close(),
  };
}

function parseTable(name: string, text: string, parse: (text: string) => RateTable): RateTable {
  try {
    return parse(text);
  } catch (error) {
    if (!(error instanceof CsvFault)) throw error;
    throw new TrafficError("VNET_ERR_TRAFFIC_TABLE", `cannot read \`${name}\`, ${error.message}`, error);
  }
}

async function readText({ name, chunks }: TrafficInput): Promise<string> {
  const parts: Uint8Array[] = [];
  let bytes = 0;
  for await (const chunk of chunks) {
    parts.push(chunk);
    bytes += chunk.length;
    if (bytes > largestTableBytes)
      throw new TrafficError(
        "VNET_ERR_TRAFFIC_TABLE",
        `cannot read \`${name}\`: the table is larger than ${largestTableBytes / 2 ** 20} MiB, the most that is read`,
      );
  }
  try {
    return new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(Buffer.concat(parts));
  } catch (cause) {
    throw new TrafficError("VNET_ERR_TRAFFIC_TABLE", `cannot read \`${name}\`: it is not UTF-8 text`, cause);
  }
}
