// Reads a traffic report and spells out which counters it tells of.
import { ColumnMemory } from "../../../dataplane/control/column-memory.ts";
import { type DaemonReport, ReportDecoder } from "../../../dataplane/control/traffic-report-codec.ts";
import type { CountReport } from "../../../dataplane/forwarding/pair-counters.ts";

/** As the daemon of one connection has its reports read. */
export const newDecoder = (): ReportDecoder =>
  new ReportDecoder(new ColumnMemory(), Int32Array.of(0x2545f491, 0x14d049bb, 0x6a09e667, 0x3c6ef372));

/** What the daemon has written. */
export function spelledOut({ counters, places, ...report }: DaemonReport): CountReport {
  const ends = (place: number): number[] => [counters.sourceOf(place), counters.destinationOf(place)];
  return {
    ...report,
    pairs: Float64Array.from(Array.from(places, ends).flat()),
    since: places.map((place) => counters.sinceOf(place)),
  };
}

/** Answers the reason where the bytes are no report. */
export function readReport(message: Uint8Array, decoder = newDecoder()): CountReport | string {
  const decoded = decoder.decode(message);
  return decoded.ok ? spelledOut(decoded.report) : decoded.reason;
}
