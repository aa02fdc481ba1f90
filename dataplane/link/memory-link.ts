// A link between two daemons of one process. For tests, and for whoever wants daemons without sockets.
import { Mailbox } from "../memory/mailbox.ts";
import { LinkEnd } from "./link-end.ts";
import type { Link, LinkBatch, LinkDrop } from "./link.ts";

const defaultQueueBytes = 4 << 20; // implementation choice

export interface MemoryLinkOptions {
  /** What each direction holds; a batch beyond it is refused, but never one that finds the queue empty. Default 4 MiB. */
  readonly queueBytes?: number;
}

/** Both ends. Closing one delivers what it had queued, then ends both; what the other had queued is dropped. */
export function createMemoryLink({ queueBytes = defaultQueueBytes }: MemoryLinkOptions = {}): [Link, Link] {
  const mailboxes = [new Mailbox(), new Mailbox()] as const; // to the first end, to the second
  const ends = [new LinkEnd(), new LinkEnd()] as const;
  let isClosed = false;

  const createEnd = (own: 0 | 1, other: 0 | 1): Link => ({
    receiveBatch(handler: (batch: LinkBatch) => void) {
      if (!isClosed) mailboxes[own].deliverTo(handler);
    },
    sendBatch(batch: LinkBatch, urgent = false): LinkDrop | undefined {
      if (isClosed) return "link-closed";
      const queued = mailboxes[other].queuedBytes;
      if (!urgent && queued > 0 && queued + batch.length > queueBytes) return "queue-full";
      mailboxes[other].post(batch);
      return undefined;
    },
    onClose(handler: (reason: string) => void) {
      ends[own].onClose(handler);
    },
    get queuedBytes() {
      return mailboxes[other].queuedBytes;
    },
    close() {
      if (isClosed) return;
      isClosed = true;
      mailboxes[own].drop();
      mailboxes[other].afterLast(() => {
        mailboxes[other].drop();
        ends[own].close("closed by this daemon");
        ends[other].close("closed by the peer");
      });
    },
  });

  return [createEnd(0, 1), createEnd(1, 0)];
}
