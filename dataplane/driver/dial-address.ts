// Where a daemon is dialled: at the address that it says, or at the one by which its controller sees it.
import type { IncomingMessage } from "node:http";
import { isIPv6 } from "node:net";
import { isLoopback } from "../control/upgrade-guard.ts";

/** The two addresses of a control connection, as the controller's machine sees them. */
export interface ControlPath {
  readonly remote: string; // the daemon's
  readonly local: string; // the controller's
}

export function controlPath({ socket }: IncomingMessage): ControlPath {
  return { remote: plain(socket.remoteAddress), local: plain(socket.localAddress) };
}

interface Reached {
  readonly hello: { readonly dataUrl: string };
  readonly path: ControlPath;
}

/**
 * The URL by which `dialler` reaches `acceptor`. A daemon that listens at all of its machine's addresses is dialled at
 * the one that its control connection came from; where that is a loopback, it shares the controller's machine, and a
 * dialler elsewhere takes the address by which it reached the controller itself.
 */
export function dialUrl(acceptor: Reached, dialler: Reached): string {
  const url = new URL(acceptor.hello.dataUrl);
  if (!isUnspecified(url.hostname)) return acceptor.hello.dataUrl;
  const isElsewhere = isLoopback(acceptor.path.remote) && !isLoopback(dialler.path.remote);
  const address = isElsewhere ? dialler.path.local : acceptor.path.remote;
  return `${url.protocol}//${isIPv6(address) ? `[${address}]` : address}:${url.port}`;
}

/** Whether a host stands for all addresses of a machine: `0.0.0.0`, `[::]`. */
function isUnspecified(hostname: string): boolean {
  return hostname === "0.0.0.0" || hostname === "[::]";
}

function plain(address: string | undefined): string {
  return (address ?? "").replace(/^::ffff:/, "").replace(/%.*$/, "");
}
