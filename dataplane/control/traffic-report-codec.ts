// The traffic report on the wire: a binary message of the control connection. Pure; layout in `PROTOCOL.md`.
import { writeMac } from "../ethernet/mac-address.ts";
import type { Count, CountReport, CountTotals } from "../forwarding/pair-counters.ts";
import type { ColumnMemory } from "./column-memory.ts";
import { counterKeyBytes, CounterTable } from "./counter-table.ts";

/**
 * What a daemon has counted from its local VMs since it started: `bytes[i]` and `frames[i]` are of the counter at
 * `places[i]` of `counters`. A report with the same `places` array as an earlier one and the same table tells of the
 * same counters; nobody writes to the arrays.
 */
export interface DaemonReport extends CountTotals {
  readonly seq: number;
  readonly counters: CounterTable;
  readonly places: Uint32Array;
  readonly bytes: Float64Array;
  readonly frames: Float64Array;
}

export type DecodedReport =
  | { readonly ok: true; readonly report: DaemonReport }
  | { readonly ok: false; readonly reason: "too-short" | "unknown-type" | "wrong-length" };

// u8 type · u24 zero · u32 seq · u32 count · u32 zero · f64 bytes · f64 frames of unicast, broadcast, multicast
const headerBytes = 64;
// u48 source · u48 destination · u32 since · f64 bytes · f64 frames
const pairBytes = 32;
/** A decoder begins a new table rather than one of more counters: a daemon that is flooded with addresses has ever new ones. Own choice, twice what a daemon keeps. */
const mostCounters = 131_072;
const reportType = 2; // 1 had neither totals nor `since`

export function encodeReport(report: CountReport): Uint8Array {
  const { seq, unicast, broadcast, multicast, pairs, since, bytes, frames } = report;
  const count = bytes.length;
  const message = new Uint8Array(headerBytes + count * pairBytes);
  const view = new DataView(message.buffer);
  view.setUint8(0, reportType);
  view.setUint32(4, seq);
  view.setUint32(8, count);
  [unicast, broadcast, multicast].forEach((total, index) => writeCount(view, 16 * (index + 1), total));
  for (let pair = 0, at = headerBytes; pair < count; pair++, at += pairBytes) {
    writeMac(message, at, pairs[2 * pair]);
    writeMac(message, at + 6, pairs[2 * pair + 1]);
    view.setUint32(at + 12, since[pair]);
    view.setFloat64(at + 16, bytes[pair]);
    view.setFloat64(at + 24, frames[pair]);
  }
  return message;
}

/**
 * Reads the reports of one daemon. Most have the counters of the one before, or some of these; so each counter has a
 * place in a table, and a report that has the same ones again, the same `places`.
 */
export class ReportDecoder {
  readonly #memory: ColumnMemory;
  readonly #seed: Int32Array;
  #counters: CounterTable;
  #places = new Uint32Array(0); // of the last report

  /** `memory`: for what it reads; several may share one. `seed`: four integers of 32 bits that no guest knows. */
  constructor(memory: ColumnMemory, seed: Int32Array) {
    this.#memory = memory;
    this.#seed = seed;
    this.#counters = new CounterTable(seed);
  }

  /** Never throws, whatever the bytes are. */
  decode(message: Uint8Array): DecodedReport {
    if (message.length < headerBytes) return { ok: false, reason: "too-short" };
    const view = new DataView(message.buffer, message.byteOffset, message.byteLength);
    if (view.getUint32(0) !== reportType << 24) return { ok: false, reason: "unknown-type" };
    const count = view.getUint32(8);
    if (message.length !== headerBytes + count * pairBytes) return { ok: false, reason: "wrong-length" };
    if (this.#counters.count + count > mostCounters && this.#counters.count > 0)
      this.#counters = new CounterTable(this.#seed);
    const bytes = this.#memory.doubles(count);
    const frames = this.#memory.doubles(count);
    const places = this.#placesOf(view, count);
    for (let pair = 0, at = headerBytes + counterKeyBytes; pair < count; pair++, at += pairBytes) {
      bytes[pair] = view.getFloat64(at);
      frames[pair] = view.getFloat64(at + 8);
    }
    const report = {
      seq: view.getUint32(4),
      unicast: readCount(view, 16),
      broadcast: readCount(view, 32),
      multicast: readCount(view, 48),
      counters: this.#counters,
      places,
      bytes,
      frames,
    };
    return { ok: true, report };
  }

  #placesOf(view: DataView, count: number): Uint32Array {
    const [counters, last] = [this.#counters, this.#places];
    let pair = 0;
    let at = headerBytes;
    for (; pair < count && pair < last.length; pair++, at += pairBytes)
      if (last[pair] >= counters.count || !counters.isAt(last[pair], view, at)) break;
    if (pair === count && count === last.length) return last;
    const places = this.#memory.integers(count);
    for (let same = 0; same < pair; same++) places[same] = last[same];
    let next = pair > 0 ? places[pair - 1] + 1 : 0; // mostly counters are told of in the same order again
    for (; pair < count; pair++, at += pairBytes) {
      const place = counters.placeOf(view, at, next);
      places[pair] = place;
      next = place + 1;
    }
    return (this.#places = places);
  }
}

function writeCount(view: DataView, at: number, { bytes, frames }: Readonly<Count>): void {
  view.setFloat64(at, bytes);
  view.setFloat64(at + 8, frames);
}

function readCount(view: DataView, at: number): Count {
  return { bytes: view.getFloat64(at), frames: view.getFloat64(at + 8) };
}
