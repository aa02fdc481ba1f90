// The header of a block: what the block is, how long, and two check sums, so that a torn block is told from a damaged one.
import { crc32 } from "node:zlib";
import { blockHeaderBytes } from "./recording-format.ts";

export interface BlockHeader {
  readonly kind: number;
  readonly payloadBytes: number;
  readonly payloadCrc: number;
}

/** The whole block: header and payload. */
export function encodeBlock(kind: number, payload: Uint8Array): Uint8Array {
  const block = new Uint8Array(blockHeaderBytes + payload.length);
  const view = new DataView(block.buffer);
  view.setUint32(0, kind * 0x100_0000 + payload.length);
  view.setUint32(4, crc32(payload));
  view.setUint32(8, crc32(block.subarray(0, 8)));
  block.set(payload, blockHeaderBytes);
  return block;
}

/** The header at `offset`, where its twelve octets are; undefined where its own check sum is not that of its content. */
export function decodeBlockHeader(bytes: Uint8Array, offset: number): BlockHeader | undefined {
  const view = new DataView(bytes.buffer, bytes.byteOffset + offset, blockHeaderBytes);
  if (view.getUint32(8) !== crc32(bytes.subarray(offset, offset + 8))) return undefined;
  const first = view.getUint32(0);
  return { kind: first >>> 24, payloadBytes: first & 0xff_ffff, payloadCrc: view.getUint32(4) };
}

export function isIntact({ payloadCrc }: BlockHeader, payload: Uint8Array): boolean {
  return crc32(payload) === payloadCrc;
}
