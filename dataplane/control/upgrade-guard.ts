// Who may open a WebSocket here at all: no browser page, and nobody who was led here under a foreign name.
import type { IncomingMessage } from "node:http";
import { isIP } from "node:net";

/**
 * Why an upgrade request is turned away, or undefined. An `Origin` header marks a browser, which any page can direct
 * at a local port; a `Host` that is a name other than `localhost` and those that this endpoint is known by marks a name that
 * was pointed here (DNS rebinding). An IP address is no name that anybody could point elsewhere.
 */
export function upgradeObjection(
  request: IncomingMessage,
  knownAs: readonly string[],
  subprotocol: string,
): string | undefined {
  if (request.headers.origin !== undefined) return "requests with an Origin header are refused";
  const host = hostnameOf(request.headers.host);
  const isKnown = (name: string): boolean =>
    isIP(name) !== 0 || isLoopback(name) || knownAs.some((known) => known.toLowerCase() === name);
  if (host === undefined || !isKnown(host))
    return "the Host header names neither an address nor a name of this endpoint";
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
