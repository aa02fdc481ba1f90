// What a daemon had counted before this run: a controller that is new to it must not take that for traffic of its own.
import type { DaemonReport } from "../control/traffic-report-codec.ts";

const kinds = ["unicast", "broadcast", "multicast"] as const;

/** A report as of the first one, with which it was made: pairs and totals count from there. */
export class ReportBaseline {
  readonly #first: DaemonReport;
  readonly #pairOf: ReadonlyMap<string, number>;

  constructor(first: DaemonReport) {
    this.#first = first;
    this.#pairOf = new Map(Array.from(first.bytes, (_bytes, pair) => [keyAt(first, pair), pair]));
  }

  subtract(report: DaemonReport): DaemonReport {
    const first = this.#first;
    const [bytes, frames] = [report.bytes.slice(), report.frames.slice()];
    for (let pair = 0; pair < bytes.length; pair++) {
      const before = this.#pairOf.get(keyAt(report, pair));
      if (before === undefined || report.since[pair] !== first.since[before]) continue; // it counts from zero again
      bytes[pair] -= first.bytes[before];
      frames[pair] -= first.frames[before];
    }
    const [unicast, broadcast, multicast] = kinds.map((kind) => ({
      bytes: report[kind].bytes - first[kind].bytes,
      frames: report[kind].frames - first[kind].frames,
    }));
    return { ...report, since: report.since.slice(), bytes, frames, unicast, broadcast, multicast }; // nothing of `first`
  }
}

function keyAt({ pairs }: DaemonReport, pair: number): string {
  return `${pairs[2 * pair]} ${pairs[2 * pair + 1]}`;
}
