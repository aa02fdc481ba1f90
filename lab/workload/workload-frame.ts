// What a frame of the workload says: which flow, which sequence number, and which part of which message.
import type { MacAddress } from "../../dataplane/ethernet/mac-address.ts";
import { buildUdpFrame, readUdpFrame } from "../../dataplane/ethernet/udp-frame.ts";

/** Where a VM is reached. `ip` is an IPv4 address, first octet most significant. */
export interface VmAddress {
  readonly mac: MacAddress;
  readonly ip: number;
}

/** A part of an exchanged message, a frame of the windowed flow, or its acknowledgement. */
export const frameKinds = { exchange: 1, data: 2, acknowledgement: 3 } as const;
export type FrameKind = (typeof frameKinds)[keyof typeof frameKinds];

export interface WorkloadFrame {
  readonly from: number; // VM; with `to` it names the flow
  readonly to: number;
  readonly start: number; // of the sender: larger = later; sequence numbers begin anew with it
  readonly sequence: number; // counts the frames of a flow from 0; exact up to 2^53
  readonly kind: FrameKind;
  /** The iteration of an exchange, or the sequence number that is acknowledged. */
  readonly subject: number;
  readonly part: number; // of `parts`, from 0
  readonly parts: number;
}

/**
 * Payload: `u32 "vnet" · u16 from · u16 to · u64 sequence · u64 subject · u32 kind · u32 part · u32 parts · u64 start`, big-endian, then zeros.
 */
export const workloadHeaderBytes = 44;

const signature = 0x766e6574;
const port = 7401; // own choice, outside the well-known range

/** Writes a frame whose UDP payload has `payloadBytes`, raised to the header's length where it is below. */
export function encodeWorkloadFrame(
  frame: WorkloadFrame,
  from: VmAddress,
  to: VmAddress,
  payloadBytes: number,
): Uint8Array {
  const payload = new Uint8Array(Math.max(payloadBytes, workloadHeaderBytes));
  const view = new DataView(payload.buffer);
  view.setUint32(0, signature);
  view.setUint16(4, frame.from);
  view.setUint16(6, frame.to);
  writeCount(view, 8, frame.sequence);
  writeCount(view, 16, frame.subject);
  view.setUint32(24, frame.kind);
  view.setUint32(28, frame.part);
  view.setUint32(32, frame.parts);
  writeCount(view, 36, frame.start);
  return buildUdpFrame({ ...from, port }, { ...to, port }, payload);
}

/** Reads a frame of the workload; undefined when it is none, or damaged: its checksums are verified. */
export function decodeWorkloadFrame(
  bytes: Uint8Array,
  offset = 0,
  length = bytes.length - offset,
): WorkloadFrame | undefined {
  const read = readUdpFrame(bytes, offset, length);
  if (!read.ok || read.frame.payloadLength < workloadHeaderBytes) return undefined;
  const view = new DataView(bytes.buffer, bytes.byteOffset + read.frame.payloadOffset, workloadHeaderBytes);
  const kind = view.getUint32(24);
  if (view.getUint32(0) !== signature || (kind !== 1 && kind !== 2 && kind !== 3)) return undefined;
  return {
    from: view.getUint16(4),
    to: view.getUint16(6),
    sequence: readCount(view, 8),
    kind,
    subject: readCount(view, 16),
    part: view.getUint32(28),
    parts: view.getUint32(32),
    start: readCount(view, 36),
  };
}

function writeCount(view: DataView, at: number, count: number): void {
  view.setUint32(at, Math.floor(count / 2 ** 32));
  view.setUint32(at + 4, count >>> 0);
}

function readCount(view: DataView, at: number): number {
  return view.getUint32(at) * 2 ** 32 + view.getUint32(at + 4);
}
