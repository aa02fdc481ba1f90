// All links of a daemon, wanted and up, and which peers may dial in.
import type { IncomingMessage } from "node:http";
import { setTimeout as wait } from "node:timers/promises";
import type { WebSocket } from "ws";
import type { OpenRequest } from "../control/control-messages.ts";
import type { FrameSwitch } from "../forwarding/frame-switch.ts";
import { Card } from "../shaping/transmitter.ts";
import { PeerLink } from "./peer-link.ts";

/** Time for the last frames. */
const farewellMs = 300;

export interface PeerLinksOptions {
  readonly name: string;
  readonly frameSwitch: FrameSwitch;
  readonly changed: (peer: string, up: boolean, reason: string) => void;
  /** A peer could not be dialled; one sentence, once for each reason in turn. */
  readonly unreachable: (peer: string, sentence: string) => void;
}

export class PeerLinks {
  readonly #options: PeerLinksOptions;
  readonly #byPeer = new Map<string, PeerLink>();
  #card: Card | undefined;
  readonly #leaving = new Set<PeerLink>(); // wanted no more, with something still to go out
  #droppedBefore = 0; // by links that are wanted no more

  constructor(options: PeerLinksOptions) {
    this.#options = options;
  }

  /** Every wanted link. */
  get states(): { readonly peer: string; readonly up: boolean }[] {
    return [...this.#byPeer].map(([peer, { isUp }]) => ({ peer, up: isUp }));
  }

  /** The requests for them. */
  get requests(): OpenRequest[] {
    return [...this.#byPeer.values()].map(({ request }) => request);
  }

  /** Frames that came in faster than the shaped card carries, over all links; cumulative. */
  get droppedIncoming(): number {
    return [...this.#byPeer.values()].reduce((sum, link) => sum + link.droppedIncoming, this.#droppedBefore);
  }

  /** Whether a peer that dials in is the one that the controller has announced. */
  expects(request: IncomingMessage): boolean {
    return this.#expected(request) !== undefined;
  }

  /** Takes the connection of a peer that is expected; ends any other. */
  accept(socket: WebSocket, request: IncomingMessage): void {
    const link = this.#expected(request);
    if (link) link.accept(socket);
    else socket.terminate();
  }

  /**
   * Wants a link from now on. The same request again only makes a link that is down be dialled at once; another one for
   * the same peer replaces it.
   */
  open(request: OpenRequest): void {
    const { peer, shaping } = request;
    const present = this.#byPeer.get(peer);
    if (present && JSON.stringify(present.request) === JSON.stringify(request)) return present.hasten();
    if (present) {
      if (present.isUp) this.#options.changed(peer, false, "it is opened anew");
      this.#forget(peer, present).terminate();
    }
    if (shaping) this.#card ??= new Card(shaping.cardBps);
    const { name, frameSwitch, changed, unreachable } = this.#options;
    const tell = (up: boolean, reason: string): void => {
      if (this.#byPeer.get(peer) === link) changed(peer, up, reason); // else another has taken its place
    };
    const link: PeerLink = new PeerLink({
      name,
      request,
      ...(shaping && this.#card && { card: this.#card }),
      up: (opened) => {
        frameSwitch.attachLink(peer, opened);
        tell(true, "");
      },
      unreachable: (reason) => unreachable(peer, reason),
      down: (ended, reason) => {
        frameSwitch.detachLink(peer, ended);
        this.#leaving.delete(link);
        tell(false, reason);
      },
    });
    this.#byPeer.set(peer, link);
  }

  /** Wants the link no more; what is queued still goes out. */
  close(peer: string): void {
    const link = this.#byPeer.get(peer);
    if (!link) return;
    if (link.isUp) this.#leaving.add(link);
    this.#forget(peer, link).close();
  }

  /** Ends all links; what is queued has a moment to go out. */
  async end(): Promise<void> {
    for (const peer of this.#byPeer.keys()) this.close(peer);
    const endsAt = performance.now() + farewellMs;
    while (this.#leaving.size > 0 && performance.now() < endsAt) await wait(5);
    for (const link of this.#leaving) link.terminate();
  }

  #forget(peer: string, link: PeerLink): PeerLink {
    this.#droppedBefore += link.droppedIncoming;
    this.#byPeer.delete(peer);
    return link;
  }

  #expected({ url = "", headers }: IncomingMessage): PeerLink | undefined {
    const [, peer, key] = /^\/([^/ ]+) Bearer ([0-9a-f]+)$/.exec(`${url} ${headers.authorization}`) ?? [];
    if (peer === undefined || key === undefined) return undefined;
    const link = this.#byPeer.get(decodeName(peer) ?? "");
    return link?.admits(key) === true ? link : undefined;
  }
}

function decodeName(encoded: string): string | undefined {
  try {
    return decodeURIComponent(encoded);
  } catch {
    return undefined; // not what `encodeURIComponent` writes
  }
}
