// What a daemon had counted before this run: a controller that is new to it must not take that for traffic of its own.
import type { FrameCount, TrafficReport } from "../../engine/data-plane.ts";

/** A report as the translator makes it. */
type OwnReport = Required<TrafficReport>;

/** Octets and frames, and of which counter. */
interface Counted extends FrameCount {
  readonly since: number;
}

const nothing: Counted = { bytes: 0, frames: 0, since: 0 };

/** A report as of the first one, with which it was made: pairs and totals count from there. */
export class ReportBaseline {
  readonly #totals: OwnReport["totals"];
  readonly #first = new Map<number, Map<number, Counted>>(); // by source, by destination
  /** What was counted before, by place in the reports' `pairs`; 0 where the counter is a later one. Of the first `#found` places. */
  #bytes = new Float64Array(0);
  #frames = new Float64Array(0);
  #found = 0;
  #pairs: Uint32Array | undefined;

  constructor({ totals, pairs, since, places, bytes, frames }: OwnReport) {
    this.#totals = totals;
    for (const [at, place] of places.entries()) {
      const [from, to] = [pairs[2 * place], pairs[2 * place + 1]];
      const row = this.#first.get(from) ?? new Map<number, Counted>();
      this.#first.set(from, row.set(to, { bytes: bytes[at], frames: frames[at], since: since[place] }));
    }
  }

  subtract(report: OwnReport): TrafficReport {
    const { places, totals } = report;
    const [bytes, frames] = [report.bytes.slice(), report.frames.slice()];
    if (this.#pairs !== report.pairs) this.#beginAnew(report.pairs);
    for (let at = 0; at < places.length; at++) {
      const place = places[at];
      for (; this.#found <= place; this.#found++) this.#find(report, this.#found);
      bytes[at] -= this.#bytes[place];
      frames[at] -= this.#frames[place];
    }
    const { unicast, broadcast, multicast } = this.#totals;
    return {
      ...report,
      bytes,
      frames,
      totals: {
        unicast: less(totals.unicast, unicast),
        broadcast: less(totals.broadcast, broadcast),
        multicast: less(totals.multicast, multicast),
      },
    };
  }

  #beginAnew(pairs: Uint32Array): void {
    this.#pairs = pairs;
    this.#found = 0;
    this.#bytes = new Float64Array(pairs.length >> 1);
    this.#frames = new Float64Array(pairs.length >> 1);
  }

  #find({ pairs, since }: OwnReport, place: number): void {
    const first = this.#first.get(pairs[2 * place])?.get(pairs[2 * place + 1]);
    const { bytes, frames } = first?.since === since[place] ? first : nothing;
    this.#bytes[place] = bytes;
    this.#frames[place] = frames;
  }
}

function less(count: FrameCount, before: FrameCount): FrameCount {
  return { bytes: count.bytes - before.bytes, frames: count.frames - before.frames };
}
