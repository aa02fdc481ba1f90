// The ports and links of a switch, and what waits to be sent into each.
import type { MacAddress } from "../ethernet/mac-address.ts";
import type { FrameInHand } from "./frame-in-hand.ts";
import type { FrameTally } from "./frame-tally.ts";
import type { LinkOutbox } from "./link-outbox.ts";
import type { PortOutbox } from "./port-outbox.ts";

export class Outlets {
  readonly ports = new Map<MacAddress, PortOutbox>();
  readonly links = new Map<string, LinkOutbox>();
  readonly #tally: FrameTally;
  readonly #waiting: { flush(): void }[] = [];

  constructor(tally: FrameTally) {
    this.#tally = tally;
  }

  /** Gives a frame to a VM. Ports take plain frames only: one with a virtio-net header comes from a peer that breaks the agreement. */
  deliver(port: PortOutbox, frame: FrameInHand): void {
    if (frame.hasVirtioHeader) this.#tally.drop("malformed");
    else this.deliverBytes(port, frame.bytes, frame.offset, frame.length);
  }

  deliverBytes(port: PortOutbox, bytes: Uint8Array, offset: number, length: number): void {
    if (port.isEmpty) this.#waiting.push(port);
    port.append(bytes, offset, length);
  }

  forward(link: LinkOutbox, frame: FrameInHand): void {
    if (link.isEmpty) this.#waiting.push(link);
    link.append(frame.flags, frame.hopLimit, frame.epoch, frame.bytes, frame.offset, frame.length);
  }

  /** Sends what waits: one batch for each outlet, as a rule. */
  flush(): void {
    for (const outbox of this.#waiting) outbox.flush();
    this.#waiting.length = 0;
  }
}
