// Writes captures for tests: both formats, both byte orders, any content, so that a reader has something to disagree with.
import type { CaptureReader } from "../../../dataplane/capture/capture-reader.ts";
import type { CapturedFrame } from "../../../dataplane/capture/captured-frame.ts";

/** The frames that a reader has complete after `chunk`. */
export function framesAfter(reader: CaptureReader, chunk: Uint8Array): CapturedFrame[] {
  const frames: CapturedFrame[] = [];
  reader.push(chunk);
  for (let batch = reader.next(); batch !== undefined; batch = reader.next()) frames.push(...batch);
  return frames;
}

export interface Recorded {
  readonly seconds: number;
  readonly fraction: number; // in ticks of the file
  readonly wireLength: number;
  readonly bytes: Uint8Array;
}

/** 32-bit numbers (as `number`), 16-bit ones (as `[number]`) and raw bytes, one behind the other. */
export function pack(
  littleEndian: boolean,
  ...parts: readonly (number | readonly [number] | Uint8Array)[]
): Uint8Array {
  const bytes: number[] = [];
  const scratch = new DataView(new ArrayBuffer(4));
  for (const part of parts) {
    if (part instanceof Uint8Array) {
      bytes.push(...part);
    } else if (typeof part === "number") {
      scratch.setUint32(0, part, littleEndian);
      bytes.push(...new Uint8Array(scratch.buffer));
    } else {
      scratch.setUint16(0, part[0], littleEndian);
      bytes.push(...new Uint8Array(scratch.buffer, 0, 2));
    }
  }
  return Uint8Array.from(bytes);
}

export function pcapFile(
  littleEndian: boolean,
  records: readonly Recorded[],
  { magic = 0xa1b2c3d4, linkType = 1 } = {},
): Uint8Array {
  const extra = magic === 0xa1b2cd34 ? [new Uint8Array(8)] : [];
  return pack(
    littleEndian,
    magic,
    [2],
    [4],
    0,
    0,
    65_535,
    linkType,
    ...records.flatMap(({ seconds, fraction, wireLength, bytes }) => [
      seconds,
      fraction,
      bytes.length,
      wireLength,
      ...extra,
      bytes,
    ]),
  );
}

/** A pcapng block around a body, which is padded to a multiple of four. */
export function block(littleEndian: boolean, type: number, body: Uint8Array): Uint8Array {
  const padding = new Uint8Array((4 - (body.length % 4)) % 4);
  const length = 12 + body.length + padding.length;
  return pack(littleEndian, type, length, body, padding, length);
}

export function sectionHeader(littleEndian: boolean): Uint8Array {
  const unknownLength = 0xffff_ffff;
  return block(
    littleEndian,
    0x0a0d0d0a,
    pack(littleEndian, 0x1a2b3c4d, [1], [0], unknownLength, unknownLength),
  );
}

export function interfaceDescription(
  littleEndian: boolean,
  {
    linkType = 1,
    snapLength = 0,
    options = new Uint8Array(0),
  }: { linkType?: number; snapLength?: number; options?: Uint8Array } = {},
): Uint8Array {
  return block(littleEndian, 1, pack(littleEndian, [linkType], [0], snapLength, options));
}

/** An Enhanced Packet Block; `ticks` is the 64-bit time stamp. */
export function enhancedPacket(
  littleEndian: boolean,
  { source = 0, ticks = 0, wireLength = 0, bytes = new Uint8Array(0) as Uint8Array },
): Uint8Array {
  const high = Math.floor(ticks / 2 ** 32);
  return block(
    littleEndian,
    6,
    pack(littleEndian, source, high, ticks >>> 0, bytes.length, wireLength, padded(bytes)),
  );
}

export function joined(...parts: readonly Uint8Array[]): Uint8Array {
  return Uint8Array.from(parts.flatMap((part) => [...part]));
}

function padded(bytes: Uint8Array): Uint8Array {
  return joined(bytes, new Uint8Array((4 - (bytes.length % 4)) % 4));
}
