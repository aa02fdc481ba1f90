// How many frames a second are counted, without a switch around it: our table beside lru-cache with an object per pair.
import { LRUCache } from "lru-cache";
import {
  frameHeaderBytes,
  readDestination,
  readSource,
  writeFrameHeader,
} from "../../dataplane/ethernet/frame-header.ts";
import { writeMac } from "../../dataplane/ethernet/mac-address.ts";
import { pairKey } from "../../dataplane/forwarding/mac-pair.ts";
import { PairCounters } from "../../dataplane/forwarding/pair-counters.ts";
import { cpuSeconds, median } from "./cpu-time.ts";

const framesPerTurn = 200_000;
const pairs = 1024; // power of two
const maximumPairs = 65_536;
const frameBytes = 1514;

const headers = new Uint8Array(pairs * frameHeaderBytes);
for (let pair = 0; pair < pairs; pair++)
  writeFrameHeader(headers, pair * frameHeaderBytes, {
    source: 0x0200_0000_0000 + (pair >> 5),
    destination: 0x0200_0000_0100 + (pair & 31),
    etherType: 0x0800,
  });

export interface CounterRates {
  /** Frames per second of CPU: pairs in turn, by our table; the same by lru-cache; every frame another invented pair. */
  readonly own: number;
  readonly lruCache: number;
  readonly flood: number;
}

export function counterRates(rounds: number): CounterRates {
  const counters = new PairCounters({ maximumPairs });
  const cache = new LRUCache<number, { bytes: number; frames: number }>({ max: maximumPairs });
  const flooded = new PairCounters({ maximumPairs });
  const scan = headers.slice(0, frameHeaderBytes);
  let invented = 0;
  const own = (): void => {
    for (let frame = 0; frame < framesPerTurn; frame++) {
      const pair = (frame * 7) & (pairs - 1);
      counters.count(headers, pair * frameHeaderBytes, frameBytes);
    }
  };
  const lruCache = (): void => {
    for (let frame = 0; frame < framesPerTurn; frame++) {
      const pair = (frame * 7) & (pairs - 1);
      const at = pair * frameHeaderBytes;
      const key = pairKey(readSource(headers, at), readDestination(headers, at));
      const known = cache.get(key);
      if (known === undefined) cache.set(key, { bytes: frameBytes, frames: 1 });
      else {
        known.bytes += frameBytes;
        known.frames += 1;
      }
    }
  };
  const flood = (): void => {
    for (let frame = 0; frame < framesPerTurn; frame++) {
      writeMac(scan, 0, 0x0600_0000_0000 + invented++);
      flooded.count(scan, 0, frameBytes);
    }
  };
  const seconds = [own, lruCache, flood].map((work) => ({ work, taken: [] as number[] }));
  for (let round = -2; round < rounds; round++)
    for (const { work, taken } of seconds) {
      const turn = cpuSeconds(work);
      if (round >= 0) taken.push(turn);
    }
  const [ownRate = NaN, lruRate = NaN, floodRate = NaN] = seconds.map(
    ({ taken }) => framesPerTurn / median(taken),
  );
  return { own: ownRate, lruCache: lruRate, flood: floodRate };
}
