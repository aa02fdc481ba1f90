// The seam between a daemon and a connection to another daemon. Implementations: one file per kind beside this one.

/**
 * A batch of frames on the wire: per frame the header of `dataplane/wire/link-batch.ts`
 * (`u8 flags · u8 hop limit · u16 epoch · u32 length`, big-endian), then the frame's bytes.
 */
export type LinkBatch = Uint8Array;

/** Why a link refused a batch. */
export type LinkDrop = "queue-full" | "link-closed";

/**
 * One end of an overlay link: ordered, whole batches, each delivered once or not at all. Single-threaded; a handler is
 * never called from within `sendBatch`.
 */
export interface Link {
  /** Sets the one handler for batches from the peer; the batch is the handler's to read until it returns. */
  receiveBatch(handler: (batch: LinkBatch) => void): void;
  /** Queues a batch, in order; the caller must not change it afterwards. Answers undefined, or why nothing was taken. `urgent` batches (markers) are never refused for a full queue. */
  sendBatch(batch: LinkBatch, urgent?: boolean): LinkDrop | undefined;
  /** Sets the one handler that is called once when the link has ended, by either side; `reason` is one sentence. */
  onClose(handler: (reason: string) => void): void;
  /** Bytes accepted and not yet handed to the transport. */
  readonly queuedBytes: number;
  /** Ends the link after what is queued has gone out. */
  close(): void;
}
