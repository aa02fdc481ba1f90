// The kinds of link that a daemon can open, and how each makes a link of the connection between two daemons.
import type { WebSocket } from "ws";
import type { Link } from "./link.ts";
import { WebSocketLink } from "./websocket-link.ts";

/**
 * Takes over a socket in the same turn of the event loop in which it opened, at both ends alike. Whatever the kind, one
 * daemon has dialled the door of the other and shown the link's key; what carries the batches from here on is the
 * kind's business. The link must end when the socket does, and the socket when the link does.
 */
export type OpenLink = (socket: WebSocket) => Link;

export const linkOpeners = {
  ws: (socket) => new WebSocketLink(socket),
} as const satisfies Record<string, OpenLink>;

export type OpenableKind = keyof typeof linkOpeners;

export const openableKinds = Object.keys(linkOpeners) as readonly OpenableKind[];
