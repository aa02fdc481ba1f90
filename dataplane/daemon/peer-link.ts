// One wanted link to another daemon: dialled with growing pauses for as long as it is wanted, or accepted when the peer dials.
import { WebSocket } from "ws";
import { dataSubprotocol, type OpenRequest } from "../control/control-messages.ts";
import { keepAlive } from "../control/keep-alive.ts";
import { Retry } from "../control/retry.ts";
import { secretsEqual } from "../control/run-token.ts";
import { isLoopback } from "../control/upgrade-guard.ts";
import { messageOf } from "../dataplane-errors.ts";
import type { Link } from "../link/link.ts";
import { linkOpeners } from "../link/link-openers.ts";
import { linkSocketOptions, zeroMask } from "../link/websocket-link.ts";
import { ShapedLink } from "../shaping/shaped-link.ts";
import type { Card } from "../shaping/transmitter.ts";

/** Time for a dialled peer to answer. */
const handshakeMs = 5000;
/** Time for what is queued to go out when a link is closed; then it is cut. */
const lingerMs = 2000;

export interface PeerLinkOptions {
  /** Of this daemon: the peer knows by it which link is dialled. */
  readonly name: string;
  readonly request: OpenRequest;
  /** Of this daemon, shared by all its links; left out: not shaped. */
  readonly card?: Card;
  readonly up: (link: Link) => void;
  /** The peer could not be dialled; one sentence, not the same twice in turn. */
  readonly unreachable: (sentence: string) => void;
  /** The link that was up last has ended. */
  readonly down: (link: Link, reason: string) => void;
}

export class PeerLink {
  readonly request: OpenRequest;
  readonly #options: PeerLinkOptions;
  readonly #retry = new Retry(() => this.#dial());
  #socket: WebSocket | undefined;
  #link: Link | undefined;
  #isWanted = true;
  #droppedBefore = 0; // by links that have ended
  #lastSentence = "";

  constructor(options: PeerLinkOptions) {
    this.request = options.request;
    this.#options = options;
    this.#dial();
  }

  get isUp(): boolean {
    return this.#link !== undefined;
  }

  /** Frames that came in faster than the shaped card carries. */
  get droppedIncoming(): number {
    const link = this.#link;
    return this.#droppedBefore + (link instanceof ShapedLink ? link.droppedIncoming : 0);
  }

  /** Dials at once where it would wait before it dials again. */
  hasten(): void {
    this.#retry.hasten();
  }

  /** Whether the peer may open this link with the key. */
  admits(key: string): boolean {
    const { end } = this.request;
    return "accept" in end && secretsEqual(key, end.accept.key);
  }

  /** Takes a connection that the peer has dialled; it replaces an earlier one, which the peer has given up. */
  accept(socket: WebSocket): void {
    this.#cut("the peer has dialled anew");
    this.#use(socket);
  }

  /** Ends the link for good, after what is queued has gone out. */
  close(): void {
    this.#isWanted = false;
    this.#retry.stop();
    const [link, socket] = [this.#link, this.#socket];
    if (!link) return socket?.terminate();
    link.close();
    const limit = setTimeout(() => socket?.terminate(), lingerMs);
    limit.unref();
    socket?.once("close", () => clearTimeout(limit));
  }

  /** Ends the link for good and at once. */
  terminate(): void {
    this.#isWanted = false;
    this.#retry.stop();
    this.#cut("closed by this daemon");
  }

  #dial(): void {
    const { end } = this.request;
    if (!("dial" in end)) return;
    const { url, key } = end.dial;
    const socket = new WebSocket(`${url}/${encodeURIComponent(this.#options.name)}`, dataSubprotocol, {
      ...linkSocketOptions,
      headers: { authorization: `Bearer ${key}` },
      handshakeTimeout: handshakeMs,
      ...(isLoopback(new URL(url).hostname) && { generateMask: zeroMask }),
    });
    this.#socket = socket;
    const failed = (): void => this.#retry.failed();
    socket.once("open", () => {
      socket.off("close", failed);
      this.#retry.succeeded();
      this.#lastSentence = "";
      this.#use(socket);
    });
    socket.on("error", (error) =>
      this.#tell(`cannot reach \`${this.request.peer}\` at \`${url}\`: ${messageOf(error)}`),
    ); // `close` follows
    socket.once("close", failed);
  }

  #tell(sentence: string): void {
    if (this.#isWanted && sentence !== this.#lastSentence) this.#options.unreachable(sentence);
    this.#lastSentence = sentence;
  }

  #use(socket: WebSocket): void {
    const { card, up } = this.#options;
    const { kind, shaping: { rateBps, delaySeconds } = {} } = this.request;
    const inner = linkOpeners[kind](socket);
    const link = !card
      ? inner
      : new ShapedLink(inner, {
          card,
          ...(rateBps !== undefined && { rateBps }),
          ...(delaySeconds !== undefined && { delaySeconds }),
        });
    this.#socket = socket;
    this.#link = link;
    keepAlive(socket);
    link.onClose((reason) => this.#ended(link, reason));
    up(link);
  }

  /** Lets go of the present connection without waiting for its end. */
  #cut(reason: string): void {
    const [link, socket] = [this.#link, this.#socket];
    if (link) this.#ended(link, reason);
    socket?.terminate();
  }

  #ended(link: Link, reason: string): void {
    if (this.#link !== link) return;
    this.#droppedBefore = this.droppedIncoming;
    this.#link = undefined;
    this.#options.down(link, reason);
    if (this.#isWanted && "dial" in this.request.end) this.#retry.failed();
  }
}
