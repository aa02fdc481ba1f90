// Who may open a WebSocket here at all: no browser page, and nobody who was led here under a foreign name.
import type { IncomingMessage } from "node:http";
import { isIP } from "node:net";

/**
 * Why an upgrade request is turned away, or undefined. An `Origin` header marks a browser, which any page can direct
 * at a local port; a `Host` that is neither loopback, nor the configured listening address, nor the local address that
 * the connection came in on, marks a name that was pointed here (DNS rebinding).
 */
export function upgradeObjection(
  request: IncomingMessage,
  listenHost: string,
  subprotocol: string,
): string | undefined {
  if (request.headers.origin !== undefined) return "requests with an Origin header are refused";
  const host = hostnameOf(request.headers.host);
  const local = request.socket.localAddress?.replace(/^::ffff:/, "");
  if (host === undefined || !(isLoopback(host) || host === listenHost.toLowerCase() || host === local))
    return "the Host header names neither a loopback nor the listening address";
  const offered = request.headers["sec-websocket-protocol"]?.split(",").map((name) => name.trim());
  if (!offered?.includes(subprotocol)) return `the subprotocol ${subprotocol} is required`;
  return undefined;
}

/** Whether a host name can only mean this machine: the loopback addresses and `localhost`. */
export function isLoopback(host: string): boolean {
  return host === "localhost" || host === "::1" || (isIP(host) === 4 && host.startsWith("127."));
}

function hostnameOf(header: string | undefined): string | undefined {
  if (header === undefined || !URL.canParse(`ws://${header}`)) return undefined;
  return new URL(`ws://${header}`).hostname.replace(/^\[|\]$/g, "");
}
