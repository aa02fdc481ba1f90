// The WebSocket link: the contract of links over real sockets, and what a peer can do wrong.
import { afterEach, describe, expect, it } from "vitest";
import { WebSocketLink } from "../../../dataplane/link/websocket-link.ts";
import { maximumBatchBytes } from "../../../dataplane/wire/link-batch.ts";
import { until } from "../event-loop.ts";
import { describeLinkConformance } from "./link-conformance.ts";
import { openLinkPair, openSocketPair, type SocketPair } from "./socket-pair.ts";

describeLinkConformance("websocket", {
  open: () => openLinkPair((socket) => new WebSocketLink(socket)),
  openBounded: (queueBytes) => openLinkPair((socket) => new WebSocketLink(socket, { queueBytes })),
});

describe("websocket link", () => {
  let pair: SocketPair;
  let link: WebSocketLink;
  const reasons: string[] = [];
  const open = async (): Promise<void> => {
    pair = await openSocketPair((socket, side) => {
      if (side === "accepted") link = new WebSocketLink(socket);
    });
    reasons.length = 0;
    link.receiveBatch(() => {});
    link.onClose((reason) => reasons.push(reason));
  };
  afterEach(() => pair.end());

  it("ends when the peer sends more than a batch can be", async () => {
    await open();
    pair.dialled.send(new Uint8Array(maximumBatchBytes + 1));
    await until(() => reasons.length > 0, "the link has ended");
    expect(reasons).toEqual(["Max payload size exceeded"]);
  });

  it("ends when the peer sends text", async () => {
    await open();
    pair.dialled.send("hello");
    await until(() => reasons.length > 0, "the link has ended");
    expect(reasons).toEqual(["the peer sent text where a batch of frames was expected"]);
  });

  it("ends when the connection breaks", async () => {
    await open();
    pair.dialled.terminate();
    await until(() => reasons.length > 0, "the link has ended");
    expect(reasons).toEqual(["the connection was lost"]);
    expect(link.sendBatch(new Uint8Array(0))).toBe("link-closed");
  });
});
