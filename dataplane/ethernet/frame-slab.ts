// A slab: frames one behind the other, as a port hands them over. Per frame `u32 length` (big-endian), then its octets.
import { GrowableBuffer } from "../wire/growable-buffer.ts";
import { maximumFrameBytes } from "./frame-header.ts";

const slabHeaderBytes = 4;

/** Walks over the frames of a slab in place. After `next` answers false, `malformed` says whether the slab ended within a frame. */
export class FrameSlabReader {
  readonly bytes: Uint8Array;
  /** Where the frame starts in `bytes`, and how many octets it has. */
  offset = 0;
  length = 0;
  malformed = false;
  #position = 0;

  constructor(bytes: Uint8Array) {
    this.bytes = bytes;
  }

  next(): boolean {
    const { bytes } = this;
    const position = this.#position;
    const left = bytes.length - position;
    if (left === 0 || this.malformed) return false;
    const length =
      left < slabHeaderBytes
        ? Infinity
        : ((bytes[position] << 24) |
            (bytes[position + 1] << 16) |
            (bytes[position + 2] << 8) |
            bytes[position + 3]) >>>
          0;
    if (length > maximumFrameBytes || length > left - slabHeaderBytes) {
      this.malformed = true;
      return false;
    }
    this.offset = position + slabHeaderBytes;
    this.length = length;
    this.#position = this.offset + length;
    return true;
  }
}

/** Builds slabs one after another in memory that it keeps. */
export class FrameSlabWriter {
  readonly #buffer = new GrowableBuffer();
  /** Frames since the last `clear`. */
  frames = 0;

  get byteLength(): number {
    return this.#buffer.length;
  }

  append(source: Uint8Array, offset = 0, length = source.length - offset): void {
    const at = this.#buffer.extend(slabHeaderBytes);
    const { bytes } = this.#buffer;
    bytes[at] = length >>> 24;
    bytes[at + 1] = length >>> 16;
    bytes[at + 2] = length >>> 8;
    bytes[at + 3] = length;
    this.#buffer.append(source, offset, length);
    this.frames += 1;
  }

  /** The slab without a copy; valid until the next `append` or `clear`. */
  view(): Uint8Array {
    return this.#buffer.view();
  }

  clear(): void {
    this.#buffer.clear();
    this.frames = 0;
  }
}

/** One slab, in memory of its own, with these frames. */
export function slabOf(frames: Iterable<Uint8Array>): Uint8Array {
  const writer = new FrameSlabWriter();
  for (const frame of frames) writer.append(frame);
  return writer.view();
}

/** The frames of a slab as views of it; what follows a malformed header is left out. */
export function framesOf(slab: Uint8Array): Uint8Array[] {
  const reader = new FrameSlabReader(slab);
  const frames: Uint8Array[] = [];
  while (reader.next()) frames.push(slab.subarray(reader.offset, reader.offset + reader.length));
  return frames;
}
