// How many frames a switch lost, and how many it sent by the star instead of by their rule, each by reason.

const noDrops = {
  "no-rule": 0, // no port, rule or place for the destination
  "hop-limit": 0, // forwarded too often: a loop
  "link-closed": 0, // the star's link is down, or a link ended with the frame in hand
  "queue-full": 0, // a link's queue is at its bound
  spoofed: 0, // a port sent with a source address that is not its own
  "hold-overflow": 0, // too much held while waiting for a marker
  malformed: 0, // not a frame, or a batch that ends within one
};

const noDetours = {
  "stale-epoch": 0, // stamped with an epoch that this daemon does not know
  "no-rule": 0, // the epoch is known here but has no rule for the pair
  "link-closed": 0, // the rule's link is down
};

export type DropReason = keyof typeof noDrops;

/** Why a frame was stamped 0 and went on by the star. It is not lost, but may overtake or be overtaken. */
export type DetourReason = keyof typeof noDetours;

export class FrameTally {
  readonly drops: Record<DropReason, number> = { ...noDrops };
  readonly detours: Record<DetourReason, number> = { ...noDetours };

  drop(reason: DropReason, frames = 1): void {
    this.drops[reason] += frames;
  }

  detour(reason: DetourReason): void {
    this.detours[reason] += 1;
  }
}
