// The seam between a daemon and a VM's network card. Implementations: one file per kind beside this one.

/**
 * A batch of frames as one slab: per frame `u32 length (big-endian) · bytes`. The frame starts with its Ethernet header;
 * no preamble, no frame check sequence. `dataplane/ethernet/frame-slab.ts` reads and writes it.
 */
export type FrameSlab = Uint8Array;

/**
 * The daemon's end of a VM's card. Single-threaded; a handler is never called from within `sendBatch`.
 * After `close` nothing is delivered and `sendBatch` drops.
 */
export interface Port {
  /** Sets the one handler for frames that the VM sends. The slab is the handler's to read until it returns; it must copy what it keeps. */
  receiveBatch(handler: (slab: FrameSlab) => void): void;
  /** Hands frames to the VM, in order. The slab may be reused by the caller after the call. Never blocks; drops when the VM does not keep up. */
  sendBatch(slab: FrameSlab): void;
  close(): void;
}
