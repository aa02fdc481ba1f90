// The payloads of a recording's blocks back to samples: keeps what a session has introduced.
import { EndpointTable } from "./endpoint-table.ts";
import { PayloadCursor } from "./payload-cursor.ts";
import { maximumEndpoints, maximumNameBytes, maximumPairs, valueLimit } from "./recording-format.ts";
import type { TrafficSample } from "./traffic-sample.ts";

const microsecondsPerSecond = 1e6;
const leastEntryBytes = 3; // gap, bytes, frames

/** A pair of a session: its ends as indices into the table, and what its last sample had. */
interface KnownPair {
  readonly source: number;
  readonly destination: number;
  bytes: number;
  frames: number;
}

export class PayloadDecoder {
  /** Every machine of every session so far. */
  readonly endpoints = new EndpointTable();
  readonly #text = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true });
  #numbered: number[] = []; // endpoint of the session -> index into the table
  #pairs: KnownPair[] = [];
  #clock = 0;
  #duration = 0;

  /** Forgets what was introduced: a new session begins. */
  beginSession(): void {
    this.#numbered = [];
    this.#pairs = [];
    this.#clock = 0;
    this.#duration = 0;
  }

  /** Undefined where the payload contradicts the format; the decoder must not be used after that. */
  decode(payload: Uint8Array): TrafficSample[] | undefined {
    const cursor = new PayloadCursor(payload);
    const samples: TrafficSample[] = [];
    while (cursor.left > 0) samples.push(this.#sample(cursor));
    return cursor.isBad ? undefined : samples;
  }

  #sample(cursor: PayloadCursor): TrafficSample {
    const start = bounded(cursor, this.#clock + cursor.signed());
    this.#duration = bounded(cursor, this.#duration + cursor.signed());
    this.#clock = bounded(cursor, start + this.#duration);
    const announced = cursor.unsigned();
    if (announced * leastEntryBytes > cursor.left) cursor.fail();
    const count = cursor.isBad ? 0 : announced;
    const pairs = new Uint32Array(2 * count);
    const bytes = new Float64Array(count);
    const frames = new Float64Array(count);
    let number = -1;
    for (let at = 0; at < count && !cursor.isBad; at++) {
      number += cursor.unsigned() + 1;
      const pair = this.#pair(cursor, number);
      if (pair === undefined) break;
      pair.bytes = bounded(cursor, pair.bytes + cursor.signed());
      pair.frames = bounded(cursor, pair.frames + cursor.signed());
      pairs[2 * at] = pair.source;
      pairs[2 * at + 1] = pair.destination;
      bytes[at] = pair.bytes;
      frames[at] = pair.frames;
    }
    const [startSeconds, endSeconds] = [start / microsecondsPerSecond, this.#clock / microsecondsPerSecond];
    return { startSeconds, endSeconds, pairs, bytes, frames };
  }

  #pair(cursor: PayloadCursor, number: number): KnownPair | undefined {
    if (number < this.#pairs.length) return this.#pairs[number];
    const [source, destination] = [this.#endpoint(cursor), this.#endpoint(cursor)];
    if (number > this.#pairs.length || number >= maximumPairs) cursor.fail();
    if (cursor.isBad) return undefined;
    const pair: KnownPair = { source, destination, bytes: 0, frames: 0 };
    this.#pairs.push(pair);
    return pair;
  }

  #endpoint(cursor: PayloadCursor): number {
    const number = cursor.unsigned();
    if (number < this.#numbered.length) return this.#numbered[number];
    if (number > this.#numbered.length || number >= maximumEndpoints) cursor.fail();
    const what = cursor.octet();
    if (what < 1 || what > 3) cursor.fail();
    const known = (what & 1) === 1 ? { mac: cursor.mac() } : {};
    const named = (what & 2) === 2 ? { name: this.#name(cursor) } : {};
    if (cursor.isBad) return 0;
    const index = this.endpoints.indexOf({ ...known, ...named });
    this.#numbered.push(index);
    return index;
  }

  #name(cursor: PayloadCursor): string {
    const length = cursor.unsigned();
    if (length > maximumNameBytes) cursor.fail();
    try {
      return this.#text.decode(cursor.octets(length));
    } catch {
      cursor.fail();
      return "";
    }
  }
}

function bounded(cursor: PayloadCursor, value: number): number {
  return value >= 0 && value < valueLimit ? value : cursor.fail();
}
