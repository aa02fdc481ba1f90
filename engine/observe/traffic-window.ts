// The traffic of the whole network: merges the daemons' reports, keeps totals and the sliding window that smooths them.
import type { FrameCount, FrameTotals, TrafficReport } from "../data-plane.ts";
import type { SparseMatrix } from "../model/sparse-matrix.ts";
import { BatchLane } from "./batch-lane.ts";
import { DemandMatrix } from "./demand-matrix.ts";
import { PairIndex } from "./pair-index.ts";
import { type KnownTotals, nothingKnown, RunTotals } from "./run-totals.ts";
import { SlidingSum } from "./sliding-sum.ts";
import { StartCounters } from "./start-counters.ts";

/** What a directed pair of VMs has exchanged since the run began. */
export interface TrafficTotal {
  readonly from: number;
  readonly to: number;
  readonly bytes: number;
  readonly frames: number;
}

/** All frames since the run began; `other` is the part of `unicast` that no pair of VMs has: unknown addresses, and pairs that a daemon had forgotten before it could tell. */
export interface SentTotals extends FrameTotals {
  readonly other: FrameCount;
}

/** One life of a daemon; `counters` is dropped when it is long over. */
interface Start {
  readonly lane: BatchLane;
  counters: StartCounters | undefined;
  counted: Float64Array; // by pair, once the counters are dropped
  told: KnownTotals | undefined; // undefined = its reports have none
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
  #windowSeconds: number;
  #keptSince = -Infinity; // what a longer window would hold from before is gone
  #counted = 0; // bytes of all pairs since the run began
  readonly #starts = new Map<number, Map<string, Start>>(); // host -> startId -> life, oldest first
  readonly #pairs = new PairIndex();
  readonly #window = new SlidingSum();
  readonly #matrix: DemandMatrix;
  readonly #sent = new RunTotals();

  constructor(vmCount: number, windowSeconds: number) {
    this.#vmCount = vmCount;
    this.#windowSeconds = windowSeconds;
    this.#matrix = new DemandMatrix(vmCount, this.#pairs, this.#window);
  }

  add(report: TrafficReport): void {
    const starts = this.#startsOf(report.host);
    const start = starts.get(report.startId) ?? this.#begin(starts, report);
    if (start.counters === undefined) return;
    const room = start.lane.room(report.bytes.length);
    const { grown, pairs } = start.counters.merge(report, this.#pairs, room);
    this.#counted += grown;
    if (report.totals !== undefined) this.#sent.raise((start.told ??= nothingKnown()), report.totals);
    const end = Math.max(start.lastAt, report.at);
    this.#window.add(start.lane, start.lastAt, end, pairs, room);
    start.lastAt = end;
  }

  /** All bytes between pairs of VMs since the run began. */
  get countedBytes(): number {
    return this.#counted;
  }

  /** Of the window that rates are over. */
  get seconds(): number {
    return this.#windowSeconds;
  }

  /** Makes the window another length from `now` on. A longer one fills as time passes; until then rates are over what it holds. */
  resize(now: number, windowSeconds: number): void {
    if (windowSeconds > this.#windowSeconds) this.#keptSince = now - this.#windowSeconds;
    this.#windowSeconds = windowSeconds;
  }

  /**
   * VM by VM, directed, bit/s over the window that ends at `now`. Always divided by the whole window, so a young
   * window shows less than the rate, never more. `now` must not go back.
   */
  demand(now: number): SparseMatrix {
    this.#window.advance(now - this.#windowSeconds);
    return this.#matrix.take(bitsPerByte / Math.min(this.#windowSeconds, now - this.#keptSince));
  }

  /** Every pair that has exchanged anything since the run began, by sender, then receiver. */
  totals(): TrafficTotal[] {
    const totals = this.#totals(() => true);
    return Array.from({ length: this.#pairs.count }, (_, pair) => ({
      from: this.#pairs.fromOf(pair),
      to: this.#pairs.toOf(pair),
      bytes: totals[2 * pair],
      frames: totals[2 * pair + 1],
    }))
      .filter(({ bytes, frames }) => bytes > 0 || frames > 0)
      .sort((a, b) => a.from - b.from || a.to - b.to);
  }

  /** Everything that VMs have sent since the run began, by kind of destination. */
  sent(): SentTotals {
    const told = this.#sent.sum;
    const untold = sumOf(this.#totals(({ told: known }) => known === undefined));
    const pairs = sumOf(this.#totals(() => true));
    const unicast = {
      bytes: told.unicast.bytes + untold.bytes,
      frames: told.unicast.frames + untold.frames,
    };
    const other = { bytes: unicast.bytes - pairs.bytes, frames: unicast.frames - pairs.frames };
    return { ...told, unicast, other };
  }

  /** By pair: octets, frames, as these daemon processes have counted them. */
  #totals(which: (start: Start) => boolean): Float64Array {
    const totals = new Float64Array(2 * this.#pairs.count);
    for (const starts of this.#starts.values())
      for (const start of starts.values()) {
        if (!which(start)) continue;
        if (start.counters !== undefined) start.counters.addTo(totals);
        else start.counted.forEach((count, at) => (totals[at] += count));
      }
    return totals;
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
      lane: new BatchLane(),
      counters: new StartCounters(this.#vmCount, lives.length > 0),
      counted: new Float64Array(0),
      told: undefined,
      lastAt: previous === -Infinity ? report.at : Math.min(previous, report.at),
    };
    starts.set(report.startId, start);
    const forgotten = lives[lives.length - rememberedStarts];
    if (forgotten?.counters !== undefined) {
      forgotten.counted = new Float64Array(2 * this.#pairs.count);
      forgotten.counters.addTo(forgotten.counted);
      forgotten.counters = undefined;
    }
    return start;
  }
}

function sumOf(totals: Float64Array): FrameCount {
  let [bytes, frames] = [0, 0];
  for (let at = 0; at < totals.length; at += 2) {
    bytes += totals[at];
    frames += totals[at + 1];
  }
  return { bytes, frames };
}
