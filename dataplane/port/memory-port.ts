// A VM's card in process: the daemon's port, and the end that stands for the VM. For embedded runs and tests.
import { Mailbox } from "../memory/mailbox.ts";
import type { FrameSlab, Port } from "./port.ts";

const defaultQueueBytes = 4 << 20; // implementation choice

export interface MemoryPortOptions {
  /** What each direction holds for an end that has not been given it yet; more is dropped, whole slabs. Default 4 MiB. */
  readonly queueBytes?: number;
}

/** One end; both have the same contract. Closing either ends both, and what was under way is dropped. */
export interface MemoryPortEnd extends Port {
  /** Slabs that this end was asked to send and that were dropped for a full queue. */
  readonly droppedSlabs: number;
}

/** `port` is for the daemon, `vm` for whoever plays the VM. */
export function createMemoryPort({ queueBytes = defaultQueueBytes }: MemoryPortOptions = {}): {
  readonly port: MemoryPortEnd;
  readonly vm: MemoryPortEnd;
} {
  const toVm = new Mailbox();
  const toDaemon = new Mailbox();
  let isClosed = false;

  const createEnd = (outgoing: Mailbox, incoming: Mailbox): MemoryPortEnd => {
    let droppedSlabs = 0;
    return {
      get droppedSlabs() {
        return droppedSlabs;
      },
      receiveBatch(handler: (slab: FrameSlab) => void) {
        if (!isClosed) incoming.deliverTo(handler);
      },
      sendBatch(slab: FrameSlab) {
        if (isClosed) return;
        if (outgoing.queuedBytes + slab.length > queueBytes) droppedSlabs += 1;
        else outgoing.post(slab.slice()); // the caller may use its memory again
      },
      close() {
        isClosed = true;
        toVm.drop();
        toDaemon.drop();
      },
    };
  };

  return { port: createEnd(toVm, toDaemon), vm: createEnd(toDaemon, toVm) };
}
