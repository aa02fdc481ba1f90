// Captured frames as columns over the bytes that were read: millions of frames need no object each.
import type { CapturedFrame, LinkType } from "./captured-frame.ts";

/**
 * Frame i (0 ≤ i < `length`; the columns may be longer) is `bytes[start[i] ..< start[i] + capturedLength[i]]`; what its numbers mean is said at
 * `CapturedFrame`. All frames of a batch lie in one piece of memory. A reader uses the same batch again and again.
 */
export class FrameBatch implements Iterable<CapturedFrame> {
  bytes: Uint8Array = new Uint8Array(0);
  view: DataView = new DataView(new ArrayBuffer(0)); // of `bytes`
  length = 0;
  atSeconds: Float64Array = new Float64Array(0);
  wireLength: Uint32Array = new Uint32Array(0);
  start: Uint32Array = new Uint32Array(0);
  capturedLength: Uint32Array = new Uint32Array(0);
  linkType: Uint16Array = new Uint16Array(0);

  /** Empties it, for frames within `bytes`. */
  begin(bytes: Uint8Array, view: DataView): void {
    this.bytes = bytes;
    this.view = view;
    this.length = 0;
  }

  append(
    atSeconds: number,
    wireLength: number,
    start: number,
    capturedLength: number,
    linkType: LinkType,
  ): void {
    const at = this.length;
    if (at === this.start.length) this.#grow();
    this.atSeconds[at] = atSeconds;
    this.wireLength[at] = wireLength;
    this.start[at] = start;
    this.capturedLength[at] = capturedLength;
    this.linkType[at] = linkType;
    this.length = at + 1;
  }

  /** Frame `index` on its own; its bytes outlive the batch. */
  frame(index: number): CapturedFrame {
    const start = this.start[index];
    return {
      atSeconds: this.atSeconds[index],
      wireLength: this.wireLength[index],
      bytes: this.bytes.subarray(start, start + this.capturedLength[index]),
      linkType: this.linkType[index],
    };
  }

  *[Symbol.iterator](): Generator<CapturedFrame> {
    for (let index = 0; index < this.length; index++) yield this.frame(index);
  }

  #grow(): void {
    const room = Math.max(64, 2 * this.start.length);
    this.atSeconds = copied(this.atSeconds, new Float64Array(room));
    this.wireLength = copied(this.wireLength, new Uint32Array(room));
    this.start = copied(this.start, new Uint32Array(room));
    this.capturedLength = copied(this.capturedLength, new Uint32Array(room));
    this.linkType = copied(this.linkType, new Uint16Array(room));
  }
}

function copied<T extends Float64Array | Uint32Array | Uint16Array>(from: T, to: T): T {
  to.set(from);
  return to;
}
