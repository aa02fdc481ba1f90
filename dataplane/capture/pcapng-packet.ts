// The three blocks of pcapng that hold a packet: Enhanced, Simple, and the obsolete Packet Block.
import { maximumCapturedBytes } from "./capture-format.ts";
import type { FrameBatch } from "./frame-batch.ts";
import type { PcapngInterface } from "./pcapng-interface.ts";

export const obsoletePacket = 2; // u16 interface · u16 drops · u32 × 2 time · u32 captured · u32 wire · bytes · options
export const simplePacket = 3; // u32 wire · bytes; interface 0, no time
export const enhancedPacket = 6; // u32 interface · u32 × 2 time · u32 captured · u32 wire · bytes · options

const timedFixedBytes = 20;
const simpleFixedBytes = 4;

/** Where a block's body lies, and how its numbers are written. `start` ≤ … < `end`. */
export interface BlockBody {
  readonly type: number;
  readonly view: DataView;
  readonly start: number;
  readonly end: number;
  readonly littleEndian: boolean;
}

/** Reads the packet of a block into the batch; a string says what contradicts the format, to follow the block's name in a message. */
export function readPcapngPacket(
  body: BlockBody,
  interfaces: readonly PcapngInterface[],
  batch: FrameBatch,
): string | undefined {
  return body.type === simplePacket
    ? readSimple(body, interfaces, batch)
    : readTimed(body, interfaces, batch);
}

function readTimed(
  body: BlockBody,
  interfaces: readonly PcapngInterface[],
  batch: FrameBatch,
): string | undefined {
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
  const atSeconds = ticks / source.ticksPerSecond + source.offsetSeconds;
  const wireLength = view.getUint32(start + 16, littleEndian);
  batch.append(atSeconds, wireLength, start + timedFixedBytes, capturedLength, source.linkType);
  return undefined;
}

function readSimple(
  body: BlockBody,
  interfaces: readonly PcapngInterface[],
  batch: FrameBatch,
): string | undefined {
  const { view, start, end, littleEndian } = body;
  if (end - start < simpleFixedBytes) return "is too short for a packet";
  const source = interfaces[0];
  if (source === undefined) return undescribed(0);
  const wireLength = view.getUint32(start, littleEndian);
  const first = start + simpleFixedBytes;
  const snapped = source.snapLength === 0 ? wireLength : Math.min(wireLength, source.snapLength);
  const capturedLength = Math.min(snapped, end - first, maximumCapturedBytes);
  batch.append(Number.NaN, wireLength, first, capturedLength, source.linkType);
  return undefined;
}

function undescribed(id: number): string {
  return `belongs to interface ${id}, which the section does not describe`;
}
