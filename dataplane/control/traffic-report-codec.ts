// The traffic report on the wire: a binary message of the control connection. Pure; layout in `PROTOCOL.md`.
import { type MacAddress, writeMac } from "../ethernet/mac-address.ts";
import type { Count, CountReport } from "../forwarding/pair-counters.ts";

/** What a daemon has counted from its local VMs since it started. */
export type DaemonReport = CountReport;

export type DecodedReport =
  | { readonly ok: true; readonly report: DaemonReport }
  | { readonly ok: false; readonly reason: "too-short" | "unknown-type" | "wrong-length" };

// u8 type · u24 zero · u32 seq · u32 count · u32 zero · f64 bytes · f64 frames of unicast, broadcast, multicast
const headerBytes = 64;
// u48 source · u48 destination · u32 since · f64 bytes · f64 frames
const pairBytes = 32;
const reportType = 2; // 1 had neither totals nor `since`

export function encodeReport(report: DaemonReport): Uint8Array {
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

/** Never throws, whatever the bytes are. */
export function decodeReport(message: Uint8Array): DecodedReport {
  if (message.length < headerBytes) return { ok: false, reason: "too-short" };
  const view = new DataView(message.buffer, message.byteOffset, message.byteLength);
  if (view.getUint32(0) !== reportType << 24) return { ok: false, reason: "unknown-type" };
  const count = view.getUint32(8);
  if (message.length !== headerBytes + count * pairBytes) return { ok: false, reason: "wrong-length" };
  const memory = new ArrayBuffer(count * 36); // one allocation for all: there can be thousands of reports a second
  const pairs = new Float64Array(memory, 0, 2 * count);
  const bytes = new Float64Array(memory, 16 * count, count);
  const frames = new Float64Array(memory, 24 * count, count);
  const since = new Uint32Array(memory, 32 * count, count);
  for (let pair = 0, at = headerBytes; pair < count; pair++, at += pairBytes) {
    pairs[2 * pair] = readAddress(view, at);
    pairs[2 * pair + 1] = readAddress(view, at + 6);
    since[pair] = view.getUint32(at + 12);
    bytes[pair] = view.getFloat64(at + 16);
    frames[pair] = view.getFloat64(at + 24);
  }
  const [unicast, broadcast, multicast] = [readCount(view, 16), readCount(view, 32), readCount(view, 48)];
  const report = { seq: view.getUint32(4), unicast, broadcast, multicast, pairs, since, bytes, frames };
  return { ok: true, report };
}

/** As `readMac`, in two loads instead of six. */
function readAddress(view: DataView, at: number): MacAddress {
  return view.getUint16(at) * 0x1_0000_0000 + view.getUint32(at + 2);
}

function writeCount(view: DataView, at: number, { bytes, frames }: Readonly<Count>): void {
  view.setFloat64(at, bytes);
  view.setFloat64(at + 8, frames);
}

function readCount(view: DataView, at: number): Count {
  return { bytes: view.getFloat64(at), frames: view.getFloat64(at + 8) };
}
