// One frame while a switch decides about it: a view of the batch it came in, and its link header.
import { frameHeaderBytes, readDestination, readSource } from "../ethernet/frame-header.ts";
import type { MacAddress } from "../ethernet/mac-address.ts";
import { linkFlags, virtioHeaderBytes } from "../wire/link-batch.ts";

/** One object serves for all frames of a batch, so that nothing is allocated per frame. */
export class FrameInHand {
  readonly bytes: Uint8Array;
  offset = 0;
  length = 0;
  flags = 0;
  hopLimit = 0;
  epoch = 0;
  source: MacAddress = 0;
  destination: MacAddress = 0;
  isForGroup = false;

  constructor(bytes: Uint8Array) {
    this.bytes = bytes;
  }

  get isMarker(): boolean {
    return (this.flags & linkFlags.marker) !== 0;
  }

  get hasVirtioHeader(): boolean {
    return (this.flags & linkFlags.virtioHeader) !== 0;
  }

  /** Looks at the next frame; answers false when it is too short for an Ethernet header. */
  take(offset: number, length: number, flags: number, hopLimit: number, epoch: number): boolean {
    this.offset = offset;
    this.length = length;
    this.flags = flags;
    this.hopLimit = hopLimit;
    this.epoch = epoch;
    const before = this.hasVirtioHeader ? virtioHeaderBytes : 0;
    if (length < before + frameHeaderBytes) return false;
    this.source = readSource(this.bytes, offset + before);
    this.destination = readDestination(this.bytes, offset + before);
    this.isForGroup = (this.bytes[offset + before] & 1) === 1; // as `isGroup`
    return true;
  }
}
