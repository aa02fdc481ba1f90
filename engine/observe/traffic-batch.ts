// Traffic as columns: who sent how much to whom, and when. What every reader of recorded traffic fills and every user of it reads.
import type { MacAddress } from "../model/mac-address.ts";

/**
 * Entry i (0 ≤ i < `length`; the columns may be longer) says that `frames[i]` frames of together `bytes[i]` octets on the
 * wire, check sequence left out, had come from `source[i]` to `destination[i]` by `atSeconds[i]`. One entry may be one
 * frame, or what a recording adds up over an interval that ends then. Times: seconds since any instant that the whole
 * source shares (1970 where it is known), NaN = not recorded; they need not ascend. Whoever fills a batch may use it again
 * as soon as the next one is asked for. Where `steadySince` is a number, the batch is what came in evenly from that moment
 * until the one time that all its entries share.
 */
export class TrafficBatch {
  length = 0;
  steadySince = NaN;
  atSeconds: Float64Array = new Float64Array(0);
  source: Float64Array = new Float64Array(0);
  destination: Float64Array = new Float64Array(0);
  bytes: Float64Array = new Float64Array(0);
  frames: Float64Array = new Float64Array(0);

  append(
    atSeconds: number,
    source: MacAddress,
    destination: MacAddress,
    bytes: number,
    frames: number,
  ): void {
    const at = this.length;
    this.reserve(at + 1);
    this.atSeconds[at] = atSeconds;
    this.source[at] = source;
    this.destination[at] = destination;
    this.bytes[at] = bytes;
    this.frames[at] = frames;
    this.length = at + 1;
  }

  /** Makes room for `capacity` entries, so that a reader may write the columns itself and set `length`. */
  reserve(capacity: number): void {
    if (capacity <= this.atSeconds.length) return;
    const room = Math.max(capacity, 2 * this.atSeconds.length, 64);
    this.atSeconds = enlarged(this.atSeconds, room);
    this.source = enlarged(this.source, room);
    this.destination = enlarged(this.destination, room);
    this.bytes = enlarged(this.bytes, room);
    this.frames = enlarged(this.frames, room);
  }

  clear(): void {
    this.length = 0;
    this.steadySince = NaN;
  }
}

function enlarged(column: Float64Array, length: number): Float64Array {
  const larger = new Float64Array(length);
  larger.set(column);
  return larger;
}
