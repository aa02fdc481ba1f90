// How many frames a switch lost, and how many it sent by the star instead of by their rule, each by reason.

export const dropReasons = [
  "no-rule", // no port, rule or place for the destination
  "hop-limit", // forwarded too often: a loop
  "link-closed", // the star's link is down, or a link ended with the frame in hand
  "queue-full", // a link's queue is at its bound
  "spoofed", // a port sent with a source address that is not its own
  "hold-overflow", // too much held while waiting for a marker
  "malformed", // not a frame, or a batch that ends within one
] as const;

export type DropReason = (typeof dropReasons)[number];

export const detourReasons = [
  "stale-epoch", // stamped with an epoch that this daemon does not know
  "no-rule", // the epoch is known here but has no rule for the pair
  "link-closed", // the rule's link is down
] as const;

/** Why a frame was stamped 0 and went on by the star. It is not lost, but may overtake or be overtaken. */
export type DetourReason = (typeof detourReasons)[number];

export class FrameTally {
  readonly drops: Record<DropReason, number> = {
    "no-rule": 0,
    "hop-limit": 0,
    "link-closed": 0,
    "queue-full": 0,
    spoofed: 0,
    "hold-overflow": 0,
    malformed: 0,
  };
  readonly detours: Record<DetourReason, number> = { "stale-epoch": 0, "no-rule": 0, "link-closed": 0 };

  drop(reason: DropReason, frames = 1): void {
    this.drops[reason] += frames;
  }

  detour(reason: DetourReason): void {
    this.detours[reason] += 1;
  }
}
