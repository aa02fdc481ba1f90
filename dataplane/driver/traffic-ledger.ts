// Reports of all daemons in terms of VM indices, and what a whole run has carried.
import type { TrafficReport } from "../../engine/data-plane.ts";
import type { Network } from "../../engine/model/network.ts";
import type { DaemonReport } from "../control/traffic-report-codec.ts";

/** Bytes and frames from one VM to another since the start of the run. */
export interface PairTotal {
  readonly from: number;
  readonly to: number;
  readonly bytes: number;
  readonly frames: number;
}

/** Keeps the last report of every start of every daemon: a daemon that was restarted counts from zero again. */
export class TrafficLedger {
  readonly #vmOf: ReadonlyMap<number, number>;
  readonly #latest = new Map<string, TrafficReport>();

  constructor(network: Network) {
    this.#vmOf = new Map(network.vms.map(({ mac }, index) => [mac, index]));
  }

  /** The report in VM indices; pairs with a MAC that no VM has are left out. */
  record(host: number, startId: string, at: number, counted: DaemonReport): TrafficReport {
    const pairs: number[] = [];
    const bytes: number[] = [];
    const frames: number[] = [];
    counted.bytes.forEach((byteCount, pair) => {
      const from = this.#vmOf.get(counted.pairs[2 * pair]);
      const to = this.#vmOf.get(counted.pairs[2 * pair + 1]);
      if (from === undefined || to === undefined) return;
      pairs.push(from, to);
      bytes.push(byteCount);
      frames.push(counted.frames[pair]);
    });
    const report: TrafficReport = {
      host,
      at,
      startId,
      seq: counted.seq,
      pairs: Uint32Array.from(pairs),
      bytes: Float64Array.from(bytes),
      frames: Float64Array.from(frames),
    };
    const key = `${host} ${startId}`;
    if (report.seq >= (this.#latest.get(key)?.seq ?? 0)) this.#latest.set(key, report);
    return report;
  }

  /** One entry per pair that has sent anything, in the order of first mention. */
  totals(): PairTotal[] {
    const sums = new Map<string, PairTotal>();
    for (const { pairs, bytes, frames } of this.#latest.values()) {
      bytes.forEach((byteCount, pair) => {
        const [from, to] = [pairs[2 * pair], pairs[2 * pair + 1]];
        const sum = sums.get(`${from},${to}`) ?? { from, to, bytes: 0, frames: 0 };
        sums.set(`${from},${to}`, {
          from,
          to,
          bytes: sum.bytes + byteCount,
          frames: sum.frames + frames[pair],
        });
      });
    }
    return [...sums.values()];
  }
}
