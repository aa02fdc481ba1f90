// All frames that VMs have sent since the run began: to one station each, to all, to groups.
import type { FrameCount, FrameTotals } from "../data-plane.ts";

/** The totals of one daemon process as far as they are known: octets, then frames, to one station each, to all, to groups. */
export type KnownTotals = Float64Array;

export const nothingKnown = (): KnownTotals => new Float64Array(6);

export class RunTotals {
  readonly #sum = nothingKnown();

  /** Adds by how much these totals, cumulative, are more than what was known of the same daemon process. */
  raise(known: KnownTotals, { unicast, broadcast, multicast }: FrameTotals): void {
    this.#raise(known, 0, unicast);
    this.#raise(known, 2, broadcast);
    this.#raise(known, 4, multicast);
  }

  get sum(): FrameTotals {
    const at = (kind: number): FrameCount => ({ bytes: this.#sum[kind], frames: this.#sum[kind + 1] });
    return { unicast: at(0), broadcast: at(2), multicast: at(4) };
  }

  #raise(known: KnownTotals, kind: number, { bytes, frames }: FrameCount): void {
    this.#raiseOne(known, kind, bytes);
    this.#raiseOne(known, kind + 1, frames);
  }

  #raiseOne(known: KnownTotals, at: number, value: number): void {
    if (!(value > known[at] && value < Infinity)) return;
    this.#sum[at] += value - known[at];
    known[at] = value;
  }
}
