// What was counted by counters that a daemon has given up since: their sums, and the latest of them one by one, as late reports may still tell of them.
import { LRUCache } from "lru-cache";
import type { FrameCount } from "../data-plane.ts";
import { growth } from "./growth.ts";

/** Counters for which a late report may still come, per daemon process. Own choice. */
const rememberedCounters = 1024;

const nothing: FrameCount = { bytes: 0, frames: 0 };

export class EndedCounters {
  readonly #sums = new Map<number, { bytes: number; frames: number }>(); // by pair
  #hasForgotten = false; // some of the latest
  readonly #latest = new LRUCache<string, FrameCount>({
    max: rememberedCounters,
    dispose: (_counter, _key, reason) => {
      if (reason === "evict") this.#hasForgotten = true;
    },
  });

  /** A counter has reached this when its pair got the next one. */
  end(pair: number, since: number, counted: FrameCount): void {
    this.#add(pair, since, counted, counted);
  }

  /** A report that was overtaken by one of the pair's next counter. Answers what it adds, in bytes. */
  raise(pair: number, since: number, bytes: number, frames: number): number {
    const known = this.#latest.get(keyOf(pair, since));
    if (known === undefined && this.#hasForgotten) return 0; // it may have been counted
    const before = known ?? nothing;
    const grown = { bytes: growth(before.bytes, bytes), frames: growth(before.frames, frames) };
    const now = { bytes: before.bytes + grown.bytes, frames: before.frames + grown.frames };
    this.#add(pair, since, now, grown);
    return grown.bytes;
  }

  sumOf(pair: number): FrameCount {
    return this.#sums.get(pair) ?? nothing;
  }

  #add(pair: number, since: number, counted: FrameCount, grown: FrameCount): void {
    const { bytes, frames } = this.sumOf(pair);
    this.#sums.set(pair, { bytes: bytes + grown.bytes, frames: frames + grown.frames });
    this.#latest.set(keyOf(pair, since), counted);
  }
}

function keyOf(pair: number, since: number): string {
  return `${pair} ${since}`;
}
