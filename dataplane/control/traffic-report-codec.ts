// The traffic report on the wire: a binary message of the control connection. Pure; layout in `PROTOCOL.md`.
import { readMac, writeMac } from "../ethernet/mac-address.ts";

/**
 * What a daemon has counted from its local VMs since it started. `pairs` holds source and destination MAC in turn
 * (48 bits as a number); `bytes` and `frames` have one entry per pair.
 */
export interface DaemonReport {
  readonly seq: number; // ascending from 0 within a start of the daemon
  readonly pairs: Float64Array;
  readonly bytes: Float64Array;
  readonly frames: Float64Array;
}

export type DecodedReport =
  | { readonly ok: true; readonly report: DaemonReport }
  | { readonly ok: false; readonly reason: "too-short" | "unknown-type" | "wrong-length" };

// u8 type · u8 zero · u16 zero · u32 seq · u32 count
const headerBytes = 12;
// u48 source · u48 destination · f64 bytes · f64 frames
const pairBytes = 28;
const reportType = 1;

export function encodeReport({ seq, pairs, bytes, frames }: DaemonReport): Uint8Array {
  const count = bytes.length;
  const message = new Uint8Array(headerBytes + count * pairBytes);
  const view = new DataView(message.buffer);
  view.setUint8(0, reportType);
  view.setUint32(4, seq);
  view.setUint32(8, count);
  for (let pair = 0, at = headerBytes; pair < count; pair++, at += pairBytes) {
    writeMac(message, at, pairs[2 * pair]);
    writeMac(message, at + 6, pairs[2 * pair + 1]);
    view.setFloat64(at + 12, bytes[pair]);
    view.setFloat64(at + 20, frames[pair]);
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
  const pairs = new Float64Array(2 * count);
  const bytes = new Float64Array(count);
  const frames = new Float64Array(count);
  for (let pair = 0, at = headerBytes; pair < count; pair++, at += pairBytes) {
    pairs[2 * pair] = readMac(message, at);
    pairs[2 * pair + 1] = readMac(message, at + 6);
    bytes[pair] = view.getFloat64(at + 12);
    frames[pair] = view.getFloat64(at + 20);
  }
  return { ok: true, report: { seq: view.getUint32(4), pairs, bytes, frames } };
}
