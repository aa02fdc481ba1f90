// All frames that VMs have sent since the run began: to one station each, to all, to groups.
import type { FrameCount, FrameTotals } from "../data-plane.ts";

const kinds = ["unicast", "broadcast", "multicast"] as const;

/** The totals of one daemon process as far as they are known. */
export type KnownTotals = Record<(typeof kinds)[number], { bytes: number; frames: number }>;

export const nothingKnown = (): KnownTotals => ({
  unicast: { bytes: 0, frames: 0 },
  broadcast: { bytes: 0, frames: 0 },
  multicast: { bytes: 0, frames: 0 },
});

export class RunTotals {
  readonly #sum = nothingKnown();

  /** Adds by how much these totals, cumulative, are more than what was known of the same daemon process. */
  raise(known: KnownTotals, totals: FrameTotals): void {
    for (const kind of kinds) {
      this.#raiseOne(known, totals, kind, "bytes");
      this.#raiseOne(known, totals, kind, "frames");
    }
  }

  get sum(): FrameTotals {
    const { unicast, broadcast, multicast } = this.#sum;
    return { unicast: { ...unicast }, broadcast: { ...broadcast }, multicast: { ...multicast } };
  }

  #raiseOne(known: KnownTotals, totals: FrameTotals, kind: keyof FrameTotals, unit: keyof FrameCount): void {
    const value = totals[kind][unit];
    if (!(value > known[kind][unit] && value < Infinity)) return;
    this.#sum[kind][unit] += value - known[kind][unit];
    known[kind][unit] = value;
  }
}
