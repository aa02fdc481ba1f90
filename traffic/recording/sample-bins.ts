// Traffic gathered to samples of equal length: what a recording is written from.
import type { MacAddress } from "../../engine/model/mac-address.ts";
import type { TrafficBatch } from "../../engine/observe/traffic-batch.ts";
import type { TrafficSample } from "../../dataplane/recording/traffic-sample.ts";

/** µs since 1970, to the year 2041: a double of seconds keeps them exactly. */
const lastMicrosecond = 2 ** 51;
const microsecondsPerSecond = 1e6;

/**
 * What had come in by a moment belongs to the span (start, end] that holds the moment; spans end at whole multiples of their length. Traffic without a time,
 * or with one that no recording holds, counts with what stands before it. Traffic that is out of order makes another sample of its span.
 * What came in evenly over a long time is one sample of that time.
 */
export class SampleBins {
  readonly #everyMicroseconds: number;
  readonly #emit: (sample: TrafficSample) => void;
  readonly #positions = new Map<MacAddress, Map<MacAddress, number>>();
  #bin = 1; // ends at so many lengths
  #sample = emptyColumns();

  /** `everySeconds`: at least a microsecond. `emit` is given each sample when the traffic has gone beyond it. */
  constructor(everySeconds: number, emit: (sample: TrafficSample) => void) {
    this.#everyMicroseconds = Math.round(everySeconds * microsecondsPerSecond);
    this.#emit = emit;
  }

  add({ length, atSeconds, source, destination, bytes, frames, steadySince }: TrafficBatch): void {
    if (!Number.isNaN(steadySince)) this.flush();
    for (let index = 0; index < length; index++) {
      const at = Math.round(atSeconds[index] * microsecondsPerSecond);
      if (at >= 0 && at < lastMicrosecond) this.#enter(Math.max(1, Math.ceil(at / this.#everyMicroseconds)));
      const position = this.#positionOf(source[index], destination[index]);
      this.#sample.bytes[position] += bytes[index];
      this.#sample.frames[position] += frames[index];
    }
    if (!Number.isNaN(steadySince)) this.#emitSince(steadySince);
  }

  /** Emits what has been gathered. */
  flush(): void {
    this.#emitSince(((this.#bin - 1) * this.#everyMicroseconds) / microsecondsPerSecond);
  }

  #emitSince(startSeconds: number): void {
    if (this.#sample.source.length === 0) return;
    this.#emit({
      startSeconds,
      endSeconds: (this.#bin * this.#everyMicroseconds) / microsecondsPerSecond,
      ...this.#sample,
    });
    this.#sample = emptyColumns();
    this.#positions.clear();
  }

  #enter(bin: number): void {
    if (bin === this.#bin) return;
    this.flush();
    this.#bin = bin;
  }

  #positionOf(source: MacAddress, destination: MacAddress): number {
    let receivers = this.#positions.get(source);
    if (receivers === undefined) this.#positions.set(source, (receivers = new Map()));
    const known = receivers.get(destination);
    if (known !== undefined) return known;
    const position = this.#sample.source.length;
    receivers.set(destination, position);
    this.#sample.source.push(source);
    this.#sample.destination.push(destination);
    this.#sample.bytes.push(0);
    this.#sample.frames.push(0);
    return position;
  }
}

function emptyColumns() {
  return {
    source: [] as MacAddress[],
    destination: [] as MacAddress[],
    bytes: [] as number[],
    frames: [] as number[],
  };
}
