// A listening socket for WebSockets of one subprotocol: guarded upgrades, no compression, everything gone on close.
import { createServer, type IncomingMessage } from "node:http";
import type { AddressInfo } from "node:net";
import { isIPv6 } from "node:net";
import { WebSocketServer, type WebSocket } from "ws";
import { DataplaneError, messageOf } from "../dataplane-errors.ts";
import { endedCode } from "./control-messages.ts";
import { upgradeObjection } from "./upgrade-guard.ts";

export interface WebSocketEndpoint {
  /** `ws://host:port`, with the port that was really taken. */
  readonly url: string;
  /** Stops listening and takes leave of all that are connected; who does not answer soon is cut off. */
  close(): Promise<void>;
}

interface EndpointOptions {
  readonly host: string;
  readonly port: number; // 0 = any free one
  readonly subprotocol: string;
  readonly maxMessageBytes: number;
  /** A name by which others call this endpoint, beside `host`. */
  readonly knownAs?: string;
  /** Why this request may not connect, or undefined; asked after `Origin`, `Host` and subprotocol were checked. */
  objection?(request: IncomingMessage): string | undefined;
  connected(socket: WebSocket, request: IncomingMessage): void;
  /** Somebody was turned away, with that sentence. */
  turnedAway?(request: IncomingMessage, objection: string): void;
}

/** Time for a connection to say what it wants, milliseconds; nothing half-open stays. */
const requestMs = 5000;
/** Time for the last messages. */
const farewellMs = 300;

/** Rejects with VNET_ERR_PORT_TAKEN or VNET_ERR_LISTEN. */
export async function openWebSocketEndpoint(options: EndpointOptions): Promise<WebSocketEndpoint> {
  const { host, port, subprotocol } = options;
  const knownAs = options.knownAs === undefined ? [host] : [host, options.knownAs];
  const limits = { headersTimeout: requestMs, requestTimeout: requestMs, connectionsCheckingInterval: 1000 };
  const server = createServer(limits, (_request, response) => {
    response.writeHead(426, { connection: "close" }).end();
  });
  const sockets = new WebSocketServer({
    noServer: true,
    perMessageDeflate: false, // frames are mostly not compressible, and it costs more than the line
    maxPayload: options.maxMessageBytes,
    handleProtocols: () => subprotocol,
  });
  server.on("upgrade", (request, stream, head) => {
    const objection =
      upgradeObjection(request, knownAs, subprotocol) ?? options.objection?.(request) ?? undefined;
    if (objection !== undefined) {
      options.turnedAway?.(request, objection);
      stream.on("error", () => stream.destroy()); // the caller may be gone before it hears why
      stream.on("finish", () => stream.destroy()); // it may never end its half, and `close` would wait for that
      stream.end(
        `HTTP/1.1 403 Forbidden\r\nConnection: close\r\nContent-Type: text/plain\r\nContent-Length: ${objection.length}\r\n\r\n${objection}`,
      );
      return;
    }
    sockets.handleUpgrade(request, stream, head, (socket) => {
      socket.on("error", () => socket.terminate()); // the close event says the rest
      options.connected(socket, request);
    });
  });
  await new Promise<void>((resolve, reject) => {
    server.once("error", (error) => reject(listenError(error, host, port)));
    server.listen(port, host, resolve);
  });
  const { port: taken } = server.address() as AddressInfo;
  return {
    url: `ws://${isIPv6(host) ? `[${host}]` : host}:${taken}`,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        const cut = (): void => {
          for (const socket of sockets.clients) socket.terminate();
          server.closeAllConnections();
        };
        for (const socket of sockets.clients) socket.close(endedCode, "it was ended");
        server.closeIdleConnections();
        const limit = setTimeout(cut, farewellMs);
        server.once("close", () => clearTimeout(limit));
      }),
  };
}

function listenError(error: NodeJS.ErrnoException, host: string, port: number): DataplaneError {
  if (error.code === "EADDRINUSE")
    return new DataplaneError(
      "VNET_ERR_PORT_TAKEN",
      `port ${port} at ${host} is taken; stop what listens there or choose another port`,
      error,
    );
  return new DataplaneError(
    "VNET_ERR_LISTEN",
    `cannot listen on port ${port} at ${host}: ${messageOf(error)}`,
    error,
  );
}
