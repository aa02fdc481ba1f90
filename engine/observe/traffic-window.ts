// The traffic of the whole network: merges the daemons' reports, keeps totals and the sliding window that smooths them.
import type { TrafficReport } from "../data-plane.ts";
import { sparseMatrix, type SparseMatrix } from "../model/sparse-matrix.ts";
import { SlidingSum } from "./sliding-sum.ts";
import { StartCounters } from "./start-counters.ts";

/** What a directed pair of VMs has exchanged since the run began. */
export interface TrafficTotal {
  readonly from: number;
  readonly to: number;
  readonly bytes: number;
  readonly frames: number;
}

/** One life of a daemon; `counters` is dropped when it is long over. */
interface Start {
  readonly lane: string;
  counters: StartCounters | undefined;
  lastAt: number;
}

/** How many lives of one daemon may still send late reports; those of older ones are ignored. Own choice. */
const rememberedStarts = 4;

const bitsPerByte = 8;

/**
 * Lost, repeated and reordered reports and restarted daemons change nothing but when traffic is known. What a report
 * adds is spread evenly over the time since the same daemon's previous one, so a gap in the reports makes no peak. The
 * first report of a daemon that was not known before counts for the totals only: how long ago it began is not known.
 * Times are seconds on one clock.
 */
export class TrafficWindow {
  readonly #vmCount: number;
  readonly #windowSeconds: number;
  readonly #starts = new Map<number, Map<string, Start>>(); // host -> startId -> life, oldest first
  readonly #window = new SlidingSum();
  readonly #totals = new Map<number, { bytes: number; frames: number }>();

  constructor(vmCount: number, windowSeconds: number) {
    this.#vmCount = vmCount;
    this.#windowSeconds = windowSeconds;
  }

  add(report: TrafficReport): void {
    const starts = this.#startsOf(report.host);
    const known = starts.get(report.startId);
    const start = known ?? this.#begin(starts, report);
    if (start.counters === undefined) return;
    const added = start.counters.merge(report);
    for (const [position, key] of added.keys.entries()) {
      const total = this.#totals.get(key) ?? { bytes: 0, frames: 0 };
      total.bytes += added.bytes[position];
      total.frames += added.frames[position];
      this.#totals.set(key, total);
    }
    const isBaseline = known === undefined && starts.size === 1;
    const end = Math.max(start.lastAt, report.at);
    if (!isBaseline) this.#window.add(start.lane, start.lastAt, end, added.keys, added.bytes);
    start.lastAt = end;
  }

  /**
   * VM by VM, directed, bit/s over the window that ends at `now`. Always divided by the whole window, so a young
   * window shows less than the rate, never more. `now` must not go back.
   */
  demand(now: number): SparseMatrix {
    this.#window.advance(now - this.#windowSeconds);
    const entries = [...this.#window.sums()].map(([key, bytes]) => ({
      ...this.#pair(key),
      value: (bytes * bitsPerByte) / this.#windowSeconds,
    }));
    return sparseMatrix(this.#vmCount, entries);
  }

  /** Every pair that has exchanged anything since the run began, by sender, then receiver. */
  totals(): TrafficTotal[] {
    return [...this.#totals]
      .sort(([a], [b]) => a - b)
      .map(([key, { bytes, frames }]) => ({ ...this.#pair(key), bytes, frames }));
  }

  #pair(key: number): { from: number; to: number } {
    return { from: Math.floor(key / this.#vmCount), to: key % this.#vmCount };
  }

  #startsOf(host: number): Map<string, Start> {
    const starts = this.#starts.get(host) ?? new Map<string, Start>();
    this.#starts.set(host, starts);
    return starts;
  }

  /** A daemon that restarts has counted since its predecessor's last report at the earliest. */
  #begin(starts: Map<string, Start>, report: TrafficReport): Start {
    const lives = [...starts.values()];
    const previous = lives.reduce((latest, { lastAt }) => Math.max(latest, lastAt), -Infinity);
    const start: Start = {
      lane: `${report.host} ${report.startId}`,
      counters: new StartCounters(this.#vmCount),
      lastAt: previous === -Infinity ? report.at : Math.min(previous, report.at),
    };
    starts.set(report.startId, start);
    const forgotten = lives[lives.length - rememberedStarts];
    if (forgotten !== undefined) forgotten.counters = undefined;
    return start;
  }
}
