// The three blocks of pcapng that hold a packet: Enhanced, Simple, and the obsolete Packet Block.
import { maximumCapturedBytes } from "./capture-format.ts";
import type { CapturedFrame } from "./captured-frame.ts";
import type { PcapngInterface } from "./pcapng-interface.ts";

export const obsoletePacket = 2; // u16 interface · u16 drops · u32 × 2 time · u32 captured · u32 wire · bytes · options
export const simplePacket = 3; // u32 wire · bytes; interface 0, no time
export const enhancedPacket = 6; // u32 interface · u32 × 2 time · u32 captured · u32 wire · bytes · options

const timedFixedBytes = 20;
const simpleFixedBytes = 4;

/** Where a block's body lies, and how its numbers are written. `start` ≤ … < `end`. */
export interface BlockBody {
  readonly type: number;
  readonly bytes: Uint8Array;
  readonly view: DataView;
  readonly start: number;
  readonly end: number;
  readonly littleEndian: boolean;
}

/** Reads the packet of a block; a string says what contradicts the format, to follow the block's name in a message. */
export function readPcapngPacket(
  body: BlockBody,
  interfaces: readonly PcapngInterface[],
): CapturedFrame | string {
  return body.type === simplePacket ? readSimple(body, interfaces) : readTimed(body, interfaces);
}

function readTimed(body: BlockBody, interfaces: readonly PcapngInterface[]): CapturedFrame | string {
  const { view, start, end, littleEndian } = body;
  if (end - start < timedFixedBytes) return "is too short for a packet";
  const id =
    body.type === enhancedPacket ? view.getUint32(start, littleEndian) : view.getUint16(start, littleEndian);
  const source = interfaces[id];
  if (source === undefined) return undescribed(id);
  const capturedLength = view.getUint32(start + 12, littleEndian);
  const room = Math.min(end - start - timedFixedBytes, maximumCapturedBytes);
  if (capturedLength > room) return `declares ${capturedLength} captured bytes, expected at most ${room}`;
  const ticks = view.getUint32(start + 4, littleEndian) * 2 ** 32 + view.getUint32(start + 8, littleEndian);
  const first = start + timedFixedBytes;
  return {
    atSeconds: ticks / source.ticksPerSecond + source.offsetSeconds,
    wireLength: view.getUint32(start + 16, littleEndian),
    bytes: body.bytes.subarray(first, first + capturedLength),
    linkType: source.linkType,
  };
}

function readSimple(body: BlockBody, interfaces: readonly PcapngInterface[]): CapturedFrame | string {
  const { view, start, end, littleEndian } = body;
  if (end - start < simpleFixedBytes) return "is too short for a packet";
  const source = interfaces[0];
  if (source === undefined) return undescribed(0);
  const wireLength = view.getUint32(start, littleEndian);
  const first = start + simpleFixedBytes;
  const snapped = source.snapLength === 0 ? wireLength : Math.min(wireLength, source.snapLength);
  const capturedLength = Math.min(snapped, end - first, maximumCapturedBytes);
  return {
    atSeconds: Number.NaN,
    wireLength,
    bytes: body.bytes.subarray(first, first + capturedLength),
    linkType: source.linkType,
  };
}

function undescribed(id: number): string {
  return `belongs to interface ${id}, which the section does not describe`;
}
