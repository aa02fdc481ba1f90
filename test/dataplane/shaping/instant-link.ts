// A link pair that delivers at once, so that only the shaping around it takes time.
import type { Link, LinkBatch } from "../../../dataplane/link/link.ts";

/** Both ends; unlike real links, they call handlers from within `sendBatch`. */
export function createInstantLink(): [Link, Link] {
  const handlers: ((batch: LinkBatch) => void)[] = [];
  const enders: ((reason: string) => void)[] = [];
  const createEnd = (own: number, other: number): Link => ({
    receiveBatch: (handler) => (handlers[own] = handler),
    sendBatch(batch) {
      handlers[other]?.(batch);
      return undefined;
    },
    onClose: (handler) => (enders[own] = handler),
    queuedBytes: 0,
    close: () => enders.forEach((tell) => tell("closed")),
  });
  return [createEnd(0, 1), createEnd(1, 0)];
}
