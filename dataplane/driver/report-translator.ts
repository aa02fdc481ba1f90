// A daemon's report in terms of VM indices.
import type { TrafficReport } from "../../engine/data-plane.ts";
import type { Network } from "../../engine/model/network.ts";
import type { DaemonReport } from "../control/traffic-report-codec.ts";
import { ReportBaseline } from "./report-baseline.ts";

/**
 * A daemon process whose first report here has a number above 0 has reported to an earlier controller; what it had
 * counted by then is left out.
 */
export class ReportTranslator {
  readonly #vmOf: ReadonlyMap<number, number>;
  readonly #baselines = new Map<string, ReportBaseline | undefined>(); // by start of a daemon

  constructor(network: Network) {
    this.#vmOf = new Map(network.vms.map(({ mac }, index) => [mac, index]));
  }

  /** Pairs with a MAC that no VM has are left out; but the totals have their frames. */
  translate(host: number, startId: string, at: number, report: DaemonReport): TrafficReport {
    const counted = this.#ofThisRun(`${host} ${startId}`, report);
    const { seq, unicast, broadcast, multicast } = counted;
    const known = counted.bytes.length;
    const pairs = new Uint32Array(2 * known);
    const since = new Uint32Array(known);
    const bytes = new Float64Array(known);
    const frames = new Float64Array(known);
    let count = 0;
    for (let pair = 0; pair < known; pair++) {
      const from = this.#vmOf.get(counted.pairs[2 * pair]);
      const to = this.#vmOf.get(counted.pairs[2 * pair + 1]);
      if (from === undefined || to === undefined) continue;
      pairs[2 * count] = from;
      pairs[2 * count + 1] = to;
      since[count] = counted.since[pair];
      bytes[count] = counted.bytes[pair];
      frames[count] = counted.frames[pair];
      count++;
    }
    return {
      host,
      at,
      startId,
      seq,
      totals: { unicast, broadcast, multicast },
      pairs: pairs.subarray(0, 2 * count),
      since: since.subarray(0, count),
      bytes: bytes.subarray(0, count),
      frames: frames.subarray(0, count),
    };
  }
  #ofThisRun(start: string, report: DaemonReport): DaemonReport {
    if (!this.#baselines.has(start))
      this.#baselines.set(start, report.seq > 0 ? new ReportBaseline(report) : undefined);
    return this.#baselines.get(start)?.subtract(report) ?? report;
  }
}
