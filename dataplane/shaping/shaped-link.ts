// A link that behaves as if it ran over a path of a given rate and delay, between hosts whose cards have a given rate.
import { LinkEnd } from "../link/link-end.ts";
import type { Link, LinkBatch, LinkDrop } from "../link/link.ts";
import { linkFlags, LinkBatchReader, linkHeaderBytes } from "../wire/link-batch.ts";
import { FrameDelay } from "./frame-delay.ts";
import { systemScheduler, type Scheduler } from "./scheduler.ts";
import { Card, departureTime, entryTime, Transmitter } from "./transmitter.ts";

const leastQueueBytes = 65_536; // implementation choice, as is the next
const queueSeconds = 0.1;

/** Each end shapes what it sends (path, delay, outgoing card) and what it receives (incoming card). */
export interface ShapedLinkOptions {
  /** Of the path from here to the peer, bit/s; left out: unbounded. */
  readonly rateBps?: number;
  readonly delaySeconds?: number;
  /** Of this host; all its links are given the same one. */
  readonly card?: Card;
  /** Bound of each direction's queue; a batch that would exceed it is refused, but never one that finds it empty. Default: 64 KiB, or 100 ms at the path's and card's rate if that is more. */
  readonly queueBytes?: number;
  readonly scheduler?: Scheduler;
}

/**
 * Frames are charged one by one, by their own octets without link headers; a batch is accepted or refused whole, and its
 * frames may arrive as several batches. Markers are never refused or dropped. Takes over the inner link, whose handlers
 * are its own from then on.
 */
export class ShapedLink implements Link {
  readonly #inner: Link;
  readonly #path: Transmitter;
  readonly #card: Card;
  readonly #delaySeconds: number;
  readonly #queueBytes: number;
  readonly #incomingQueueBytes: number;
  readonly #scheduler: Scheduler;
  readonly #outgoing: FrameDelay;
  readonly #incoming: FrameDelay;
  readonly #end = new LinkEnd();
  #handler: ((batch: LinkBatch) => void) | undefined;
  #isClosed = false;
  #droppedIncoming = 0;

  constructor(inner: Link, options: ShapedLinkOptions = {}) {
    const { rateBps, delaySeconds = 0, card = new Card(), scheduler = systemScheduler } = options;
    this.#inner = inner;
    this.#path = new Transmitter(rateBps);
    this.#card = card;
    this.#delaySeconds = delaySeconds;
    this.#scheduler = scheduler;
    this.#queueBytes = options.queueBytes ?? queueBytesAt(Math.min(this.#path.rateBps, card.out.rateBps));
    this.#incomingQueueBytes = options.queueBytes ?? queueBytesAt(card.in.rateBps);
    this.#outgoing = new FrameDelay({
      scheduler,
      handOn: (batch) => void this.#inner.sendBatch(batch, true), // the bound was applied before the path
    });
    this.#incoming = new FrameDelay({ scheduler, handOn: (batch) => this.#handler?.(batch) });
    inner.onClose((reason) => {
      this.#isClosed = true;
      this.#outgoing.drop();
      this.#incoming.afterLast(() => this.#end.close(reason));
    });
  }

  /** Octets that have not departed; what is under way in the path's delay is not counted. */
  get queuedBytes(): number {
    return this.#outgoing.queuedBytes(this.#scheduler.now()) + this.#inner.queuedBytes;
  }

  /** Frames that this end's card had no room for when they came in. */
  get droppedIncoming(): number {
    return this.#droppedIncoming;
  }

  sendBatch(batch: LinkBatch, urgent = false): LinkDrop | undefined {
    if (this.#isClosed) return "link-closed";
    const now = this.#scheduler.now();
    const queued = this.queuedBytes;
    if (!urgent && queued > 0 && queued + batch.length > this.#queueBytes) return "queue-full";
    const reader = new LinkBatchReader(batch);
    while (reader.next()) {
      const departure = departureTime(now, reader.length, this.#card.out, this.#path);
      const { offset, position } = reader;
      const due = departure + this.#delaySeconds;
      this.#outgoing.add(batch, offset - linkHeaderBytes, position, departure, due);
    }
    this.#outgoing.run();
    return undefined;
  }

  receiveBatch(handler: (batch: LinkBatch) => void): void {
    this.#handler = handler;
    this.#inner.receiveBatch((batch) => this.#receive(batch));
  }

  onClose(handler: (reason: string) => void): void {
    this.#end.onClose(handler);
  }

  close(): void {
    if (this.#isClosed) return;
    this.#isClosed = true;
    this.#outgoing.afterLast(() => this.#inner.close());
  }

  #receive(received: LinkBatch): void {
    if (this.#card.in.rateBps === Infinity && this.#incoming.isEmpty) {
      this.#handler?.(received);
      return;
    }
    const batch = received.slice(); // the inner link may use its memory again
    const now = this.#scheduler.now();
    const reader = new LinkBatchReader(batch);
    while (reader.next()) {
      const { flags, offset, position, length } = reader;
      const queued = this.#incoming.queuedBytes(now);
      const isMarker = (flags & linkFlags.marker) !== 0;
      if (!isMarker && queued > 0 && queued + length > this.#incomingQueueBytes) {
        this.#droppedIncoming += 1;
        continue;
      }
      const due = entryTime(now, length, this.#card.in);
      this.#incoming.add(batch, offset - linkHeaderBytes, position, due, due);
    }
    this.#incoming.run();
  }
}

function queueBytesAt(rateBps: number): number {
  return Math.max(leastQueueBytes, (rateBps / 8) * queueSeconds);
}
