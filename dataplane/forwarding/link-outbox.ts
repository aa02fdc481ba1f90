// Frames on their way into one link: gathered into batches, sent when a slab or batch has been worked through.
import type { Link } from "../link/link.ts";
import { linkFlags, LinkBatchWriter } from "../wire/link-batch.ts";
import type { FrameTally } from "./frame-tally.ts";

/** A batch is sent at once when it has reached this many octets. Implementation choice: a link's queue refuses whole batches. */
const fullBatchBytes = 65_536;

export class LinkOutbox {
  readonly peer: string;
  readonly link: Link;
  readonly #tally: FrameTally;
  readonly #writer = new LinkBatchWriter();

  constructor(peer: string, link: Link, tally: FrameTally) {
    this.peer = peer;
    this.link = link;
    this.#tally = tally;
  }

  get isEmpty(): boolean {
    return this.#writer.frames === 0;
  }

  append(
    flags: number,
    hopLimit: number,
    epoch: number,
    bytes: Uint8Array,
    offset: number,
    length: number,
  ): void {
    const isMarker = (flags & linkFlags.marker) !== 0;
    if (isMarker) this.flush(); // so that only the marker is urgent
    this.#writer.append(flags, hopLimit, epoch, bytes, offset, length);
    if (isMarker || this.#writer.byteLength >= fullBatchBytes) this.flush(isMarker);
  }

  flush(urgent = false): void {
    if (this.isEmpty) return;
    const { frames } = this.#writer;
    const drop = this.link.sendBatch(this.#writer.take(), urgent);
    if (drop !== undefined) this.#tally.drop(drop, frames);
  }
}
