// The payloads of a recording's blocks back to samples: keeps what a session has introduced.
import type { MacAddress } from "../ethernet/mac-address.ts";
import { PayloadCursor } from "./payload-cursor.ts";
import { maximumMachines, maximumNameBytes, maximumPairs, valueLimit } from "./recording-format.ts";
import type { TrafficSample } from "./traffic-sample.ts";

const microsecondsPerSecond = 1e6;
const leastEntryBytes = 3; // gap, bytes, frames

/** A pair of a session, and what its last sample had. */
interface KnownPair {
  readonly source: MacAddress;
  readonly destination: MacAddress;
  bytes: number;
  frames: number;
}

export class PayloadDecoder {
  /** What machines are called, of every session so far; a later name is the one that counts. */
  readonly names: Map<MacAddress, string> = new Map();
  readonly #text = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true });
  #machines: MacAddress[] = [];
  #pairs: KnownPair[] = [];
  #clock = 0;
  #duration = 0;

  /** Forgets what was introduced: a new session begins. */
  beginSession(): void {
    this.#machines = [];
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
    const source: MacAddress[] = [];
    const destination: MacAddress[] = [];
    const bytes: number[] = [];
    const frames: number[] = [];
    let number = -1;
    for (let at = 0; at < count && !cursor.isBad; at++) {
      number += cursor.unsigned() + 1;
      const pair = this.#pair(cursor, number);
      if (pair === undefined) break;
      pair.bytes = bounded(cursor, pair.bytes + cursor.signed());
      pair.frames = bounded(cursor, pair.frames + cursor.signed());
      source.push(pair.source);
      destination.push(pair.destination);
      bytes.push(pair.bytes);
      frames.push(pair.frames);
    }
    const [startSeconds, endSeconds] = [start / microsecondsPerSecond, this.#clock / microsecondsPerSecond];
    return { startSeconds, endSeconds, source, destination, bytes, frames };
  }

  #pair(cursor: PayloadCursor, number: number): KnownPair | undefined {
    if (number < this.#pairs.length) return this.#pairs[number];
    const [source, destination] = [this.#machine(cursor), this.#machine(cursor)];
    if (number > this.#pairs.length || number >= maximumPairs) cursor.fail();
    if (cursor.isBad) return undefined;
    const pair: KnownPair = { source, destination, bytes: 0, frames: 0 };
    this.#pairs.push(pair);
    return pair;
  }

  #machine(cursor: PayloadCursor): MacAddress {
    const number = cursor.unsigned();
    if (number < this.#machines.length) return this.#machines[number];
    if (number > this.#machines.length || number >= maximumMachines) cursor.fail();
    const mac = cursor.mac();
    const name = this.#name(cursor);
    if (cursor.isBad) return 0;
    this.#machines.push(mac);
    if (name !== "") this.names.set(mac, name);
    return mac;
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
