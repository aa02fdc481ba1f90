// A link over an open WebSocket: one binary message per batch. Who dials, who listens and who may is decided elsewhere.
import { WebSocket, type RawData } from "ws";
import { maximumBatchBytes } from "../wire/link-batch.ts";
import { LinkEnd } from "./link-end.ts";
import type { Link, LinkBatch, LinkDrop } from "./link.ts";

const defaultQueueBytes = 4 << 20; // implementation choice; a link over a slow path needs a smaller one

/**
 * Options for both the `WebSocketServer` and the `WebSocket` of a data link. Frames of guests are mostly compressed or
 * random, and per-message deflate costs more than the path.
 */
export const linkSocketOptions = { perMessageDeflate: false, maxPayload: maximumBatchBytes } as const;

/**
 * A zero mask, as `generateMask` of a client's `WebSocket`: masking costs most of a client's CPU time. RFC 6455, 10.3,
 * wants random masks against poisoning of proxies: only on loopback, inside verified TLS, or where the policy says so.
 */
export function zeroMask(mask: Buffer): void {
  mask.fill(0);
}

export interface WebSocketLinkOptions {
  /** A batch that would make the socket's unsent bytes exceed this is refused, but never one that finds nothing unsent. Default 4 MiB. */
  readonly queueBytes?: number;
}

export class WebSocketLink implements Link {
  readonly #socket: WebSocket;
  readonly #queueBytes: number;
  readonly #end = new LinkEnd();
  #handler: ((batch: LinkBatch) => void) | undefined;
  #failure: string | undefined;

  /** Takes over an open socket, in the same turn of the event loop in which it opened; reading waits for `receiveBatch`. */
  constructor(socket: WebSocket, { queueBytes = defaultQueueBytes }: WebSocketLinkOptions = {}) {
    this.#socket = socket;
    this.#queueBytes = queueBytes;
    socket.binaryType = "nodebuffer";
    socket.on("message", (data, isBinary) => this.#receive(data, isBinary));
    socket.on("error", (error) => (this.#failure ??= error.message));
    socket.on("close", (code, reason) =>
      this.#end.close(this.#failure ?? describeClose(code, String(reason))),
    );
    socket.pause(); // so that what comes before the handler is set is not lost
  }

  get queuedBytes(): number {
    return this.#socket.bufferedAmount;
  }

  receiveBatch(handler: (batch: LinkBatch) => void): void {
    this.#handler = handler;
    this.#socket.resume();
  }

  sendBatch(batch: LinkBatch, urgent = false): LinkDrop | undefined {
    if (this.#socket.readyState !== WebSocket.OPEN) return "link-closed";
    const queued = this.#socket.bufferedAmount;
    if (!urgent && queued > 0 && queued + batch.length > this.#queueBytes) return "queue-full";
    this.#socket.send(batch, ignoreFailure); // a failure closes the socket, and that is told
    return undefined;
  }

  onClose(handler: (reason: string) => void): void {
    this.#end.onClose(handler);
  }

  close(): void {
    this.#failure ??= "closed by this daemon";
    this.#socket.resume(); // a paused socket would never see the peer's answer
    this.#socket.close(1000);
  }

  #receive(data: RawData, isBinary: boolean): void {
    if (!isBinary) {
      this.#failure ??= "the peer sent text where a batch of frames was expected";
      this.#socket.close(1003); // RFC 6455, 7.4.1: unsupported data
    } else this.#handler?.(data as Buffer); // `binaryType` says so
  }
}

function ignoreFailure(): void {}

function describeClose(code: number, reason: string): string {
  if (code === 1006) return "the connection was lost";
  return `closed by the peer, code ${code}${reason === "" ? "" : ` (\`${reason}\`)`}`;
}
