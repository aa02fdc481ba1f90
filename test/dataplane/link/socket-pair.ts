// Two ends of one WebSocket on loopback, as a daemon opens them.
import { once } from "node:events";
import type { AddressInfo } from "node:net";
import { WebSocket, WebSocketServer } from "ws";
import type { Link } from "../../../dataplane/link/link.ts";
import type { OpenLink } from "../../../dataplane/link/link-openers.ts";
import { linkSocketOptions, zeroMask } from "../../../dataplane/link/websocket-link.ts";
import type { LinkUnderTest } from "./link-conformance.ts";

export interface SocketPair {
  readonly dialled: WebSocket;
  readonly accepted: WebSocket;
  end(): Promise<void>;
}

/** `take` is called in the turn in which each socket opens. */
export async function openSocketPair(
  take: (socket: WebSocket, side: "dialled" | "accepted") => void = () => {},
): Promise<SocketPair> {
  const server = new WebSocketServer({ ...linkSocketOptions, host: "127.0.0.1", port: 0 });
  await once(server, "listening");
  const { port } = server.address() as AddressInfo;
  const acceptance = new Promise<WebSocket>((resolve) => {
    server.on("connection", (socket) => {
      take(socket, "accepted");
      resolve(socket);
    });
  });
  const dialled = new WebSocket(`ws://127.0.0.1:${port}`, { ...linkSocketOptions, generateMask: zeroMask });
  dialled.once("open", () => take(dialled, "dialled"));
  await once(dialled, "open");
  const accepted = await acceptance;
  return {
    dialled,
    accepted,
    async end() {
      dialled.terminate();
      accepted.terminate();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

/** Both ends of a link over such a pair, for the suite of all links. */
export async function openLinkPair(open: OpenLink): Promise<LinkUnderTest> {
  const links: Link[] = [];
  const pair = await openSocketPair((socket) => links.push(open(socket)));
  return { ends: [links[0], links[1]], end: () => pair.end() };
}
