// A daemon's report in terms of VM indices.
import type { TrafficReport } from "../../engine/data-plane.ts";
import type { Vm } from "../../engine/model/network.ts";
import type { DaemonReport } from "../control/traffic-report-codec.ts";
import { MacIndex } from "../ethernet/mac-index.ts";
import { ReportBaseline } from "./report-baseline.ts";

/**
 * A daemon process whose first report here has a number above 0 has reported to an earlier controller; what it had
 * counted by then is left out.
 */
export class ReportTranslator {
  readonly #vms: MacIndex;
  readonly #baselines = new Map<string, ReportBaseline | undefined>(); // by start of a daemon

  constructor({ vms }: { readonly vms: readonly Pick<Vm, "mac">[] }) {
    this.#vms = new MacIndex(vms.map(({ mac }) => mac));
  }

  /**
   * Pairs with a MAC that no VM has are left out, but the totals have their frames. The arrays of `report` can become
   * those of the answer.
   */
  translate(host: number, startId: string, at: number, report: DaemonReport): TrafficReport {
    const counted = this.#ofThisRun(`${host} ${startId}`, report);
    const { seq, unicast, broadcast, multicast, pairs: macs, since, bytes, frames } = counted;
    const pairs = new Uint32Array(macs.length);
    const told = bytes.length;
    let count = 0;
    for (let pair = 0; pair < told; pair++) {
      const from = this.#vms.indexOf(macs[2 * pair]);
      const to = this.#vms.indexOf(macs[2 * pair + 1]);
      if (from < 0 || to < 0) continue;
      pairs[2 * count] = from;
      pairs[2 * count + 1] = to;
      since[count] = since[pair];
      bytes[count] = bytes[pair];
      frames[count] = frames[pair];
      count++;
    }
    const totals = { unicast, broadcast, multicast };
    if (count === told) return { host, at, startId, seq, totals, pairs, since, bytes, frames };
    return {
      host,
      at,
      startId,
      seq,
      totals,
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
