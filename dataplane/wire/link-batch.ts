// A batch of frames as daemons exchange it over a link: the header of each frame, its codec, a cursor that allocates nothing per frame.
import { maximumFrameBytes } from "../ethernet/frame-header.ts";
import { GrowableBuffer } from "./growable-buffer.ts";

/** `u8 flags · u8 hop limit · u16 epoch · u32 length`, big-endian, then `length` octets. */
export const linkHeaderBytes = 8;

/** Bits of the `flags` field. Bits not listed are carried on unchanged. */
export const linkFlags = {
  virtioHeader: 1, // a virtio-net header (10 octets, counted in `length`) precedes the Ethernet header
  marker: 2, // not a guest's frame: `marker.ts`
} as const;

/** Octets of the virtio-net header without `num_buffers`; Virtio 1.2, 5.1.6. */
export const virtioHeaderBytes = 10;

/** What a link accepts as one batch, in octets; a longer message ends the link. Own choice: many times what a switch sends. */
export const maximumBatchBytes = 1 << 20;

export interface LinkFrame {
  readonly flags: number; // u8
  readonly hopLimit: number; // u8
  readonly epoch: number; // u16, 0 = the star
  readonly bytes: Uint8Array;
}

/** `too-short`: the batch ends within a header or a frame; `length-over-limit`: longer than `maximumFrameBytes`. */
export type LinkBatchFault = "too-short" | "length-over-limit";

export type DecodedLinkBatch =
  | { readonly ok: true; readonly frames: readonly LinkFrame[] }
  | { readonly ok: false; readonly reason: LinkBatchFault; readonly offset: number };

/** Walks over the frames of a batch in place. After `next` answers false, `fault` says whether the batch ended as it should. */
export class LinkBatchReader {
  readonly bytes: Uint8Array;
  flags = 0;
  hopLimit = 0;
  epoch = 0;
  /** Where the frame's octets start in `bytes`, and how many there are. */
  offset = 0;
  length = 0;
  fault: LinkBatchFault | undefined;
  /** Where the next header starts; after a fault, the header that is wrong. */
  position = 0;

  constructor(bytes: Uint8Array) {
    this.bytes = bytes;
  }

  next(): boolean {
    const { bytes, position } = this;
    const left = bytes.length - position;
    if (left === 0 || this.fault !== undefined) return false;
    if (left < linkHeaderBytes) return this.#fail("too-short");
    const length =
      ((bytes[position + 4] << 24) |
        (bytes[position + 5] << 16) |
        (bytes[position + 6] << 8) |
        bytes[position + 7]) >>>
      0;
    if (length > maximumFrameBytes) return this.#fail("length-over-limit");
    if (length > left - linkHeaderBytes) return this.#fail("too-short");
    this.flags = bytes[position]!;
    this.hopLimit = bytes[position + 1]!;
    this.epoch = (bytes[position + 2] << 8) | bytes[position + 3];
    this.offset = position + linkHeaderBytes;
    this.length = length;
    this.position = this.offset + length;
    return true;
  }

  #fail(fault: LinkBatchFault): false {
    this.fault = fault;
    return false;
  }
}

/** Builds batches one after another in memory that it keeps. */
export class LinkBatchWriter {
  readonly #buffer = new GrowableBuffer();
  /** Frames and octets since the last `take`. */
  frames = 0;

  get byteLength(): number {
    return this.#buffer.length;
  }

  /** Appends `length` octets of `source`, at most `maximumFrameBytes`. */
  append(
    flags: number,
    hopLimit: number,
    epoch: number,
    source: Uint8Array,
    offset: number,
    length: number,
  ): void {
    const at = this.#buffer.extend(linkHeaderBytes);
    const { bytes } = this.#buffer;
    bytes[at] = flags;
    bytes[at + 1] = hopLimit;
    bytes[at + 2] = epoch >>> 8;
    bytes[at + 3] = epoch;
    bytes[at + 4] = length >>> 24;
    bytes[at + 5] = length >>> 16;
    bytes[at + 6] = length >>> 8;
    bytes[at + 7] = length;
    this.#buffer.append(source, offset, length);
    this.frames += 1;
  }

  /** The batch, as memory of the caller's own; the writer is empty again. */
  take(): Uint8Array {
    const batch = this.#buffer.copy();
    this.#buffer.clear();
    this.frames = 0;
    return batch;
  }
}

export function encodeLinkBatch(frames: readonly LinkFrame[]): Uint8Array {
  const writer = new LinkBatchWriter();
  for (const { flags, hopLimit, epoch, bytes } of frames)
    writer.append(flags, hopLimit, epoch, bytes, 0, bytes.length);
  return writer.take();
}

/** The frames as views of `batch`, or where and why it is not a batch. An empty batch has no frames. */
export function decodeLinkBatch(batch: Uint8Array): DecodedLinkBatch {
  const reader = new LinkBatchReader(batch);
  const frames: LinkFrame[] = [];
  while (reader.next()) {
    const { flags, hopLimit, epoch, offset, length } = reader;
    frames.push({ flags, hopLimit, epoch, bytes: batch.subarray(offset, offset + length) });
  }
  if (reader.fault !== undefined) return { ok: false, reason: reader.fault, offset: reader.position };
  return { ok: true, frames };
}
