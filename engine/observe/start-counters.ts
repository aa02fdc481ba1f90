// The cumulative counters of one daemon process: merges its reports, in any order and any number of times, into increments.
import type { TrafficReport } from "../data-plane.ts";

/** What a report adds to what was known. One entry per directed pair that grew; the key is `from * vmCount + to`. */
export interface Increment {
  readonly keys: readonly number[];
  readonly bytes: readonly number[];
  readonly frames: readonly number[];
}

/**
 * Counters only grow while a process lives, so the larger of two values is the later one: merging by maximum is
 * indifferent to loss, repetition and order. `seq` is therefore not needed. A pair that a report leaves out is unchanged;
 * pairs outside the network and values that are no finite number are ignored.
 */
export class StartCounters {
  readonly #vmCount: number;
  readonly #bytes = new Map<number, number>();
  readonly #frames = new Map<number, number>();

  constructor(vmCount: number) {
    this.#vmCount = vmCount;
  }

  merge(report: TrafficReport): Increment {
    const keys: number[] = [];
    const bytes: number[] = [];
    const frames: number[] = [];
    const pairCount = Math.min(report.pairs.length >> 1, report.bytes.length, report.frames.length);
    for (let pair = 0; pair < pairCount; pair++) {
      const from = report.pairs[2 * pair];
      const to = report.pairs[2 * pair + 1];
      if (from >= this.#vmCount || to >= this.#vmCount) continue;
      const key = from * this.#vmCount + to;
      const newBytes = growth(this.#bytes, key, report.bytes[pair]);
      const newFrames = growth(this.#frames, key, report.frames[pair]);
      if (newBytes === 0 && newFrames === 0) continue;
      keys.push(key);
      bytes.push(newBytes);
      frames.push(newFrames);
    }
    return { keys, bytes, frames };
  }
}

/** Raises a counter to `value`; answers by how much, 0 when it is not higher. */
function growth(counters: Map<number, number>, key: number, value: number): number {
  const known = counters.get(key) ?? 0;
  if (!Number.isFinite(value) || value <= known) return 0;
  counters.set(key, value);
  return value - known;
}
