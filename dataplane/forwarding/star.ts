// Forwarding along the resilient star: from a daemon to the Proxy, and from there to the daemon that has the VM.
import type { MacAddress } from "../ethernet/mac-address.ts";
import type { FrameInHand } from "./frame-in-hand.ts";
import type { FrameTally } from "./frame-tally.ts";
import type { LinkOutbox } from "./link-outbox.ts";
import type { Outlets } from "./outlets.ts";
import type { PortOutbox } from "./port-outbox.ts";

/** Where a VM runs: the name of its daemon. */
export interface Place {
  readonly mac: MacAddress;
  readonly daemon: string;
}

export class Star {
  readonly #name: string;
  /** The daemon at the centre; a controller with another policy may name another. */
  proxy: string;
  readonly #outlets: Outlets;
  readonly #tally: FrameTally;
  #places = new Map<MacAddress, string>();

  constructor(name: string, proxy: string, outlets: Outlets, tally: FrameTally) {
    this.#name = name;
    this.proxy = proxy;
    this.#outlets = outlets;
    this.#tally = tally;
  }

  setPlaces(places: readonly Place[]): void {
    this.#places = new Map(places.map(({ mac, daemon }) => [mac, daemon]));
  }

  /** The daemon that a frame for a VM elsewhere goes to next, or undefined when nobody knows the VM. */
  nextDaemon(destination: MacAddress): string | undefined {
    if (this.#name !== this.proxy) return this.proxy;
    const daemon = this.#places.get(destination);
    return daemon === this.#name ? undefined : daemon; // its place is here, but its port is not
  }

  /** Sends a frame on whose VM is not here. `from`: the link on which it came down the star. */
  forward(frame: FrameInHand, from?: LinkOutbox): void {
    const next = this.nextDaemon(frame.destination);
    // What the Proxy sends for a VM that is not here would only go to and fro.
    if (next === undefined || (next === this.proxy && from?.peer === next)) {
      this.#tally.drop("no-rule");
      return;
    }
    const link = this.#outlets.links.get(next);
    if (link === undefined) this.#tally.drop("link-closed");
    else this.#outlets.forward(link, frame);
  }

  /** Sends a frame for a group to all ports and along the star's tree, never back to where it came from. */
  flood(frame: FrameInHand, from: PortOutbox | LinkOutbox): void {
    const { ports, links } = this.#outlets;
    if (this.#name !== this.proxy && "peer" in from && from.peer !== this.proxy) {
      this.#tally.drop("no-rule"); // not on the tree: passing it on could double it
      return;
    }
    for (const port of ports.values()) if (port !== from) this.#outlets.deliver(port, frame);
    if (this.#name === this.proxy) {
      for (const link of links.values()) if (link !== from) this.#outlets.forward(link, frame);
    } else if ("mac" in from) this.forward(frame);
  }
}
