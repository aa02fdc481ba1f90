// JSON-RPC over a real WebSocket: calls both ways, refusals, broken messages, ends.
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { WebSocket } from "ws";
import { z } from "zod";
import { JsonRpcPeer } from "../../../dataplane/control/json-rpc-peer.ts";
import {
  openWebSocketEndpoint,
  type WebSocketEndpoint,
} from "../../../dataplane/control/websocket-endpoint.ts";

const table = {
  double: { params: z.strictObject({ value: z.number() }), result: z.number() },
  never: { params: z.strictObject({}), result: z.null() },
  lie: { params: z.strictObject({}), result: z.string() },
} as const;

type TestPeer = JsonRpcPeer<typeof table, typeof table>;
let endpoint: WebSocketEndpoint;
let socket: WebSocket;
let binary: Uint8Array[];

function peerOn(end: WebSocket): TestPeer {
  return new JsonRpcPeer<typeof table, typeof table>(end, {
    peerName: "the other",
    serves: table,
    calls: table,
    callSeconds: 0.05,
    handlers: {
      double: ({ value }) => {
        if (value < 0) throw new Error("only positive numbers");
        return 2 * value;
      },
      never: async () => new Promise(() => {}),
      lie: () => 1 as unknown as string,
    },
    onBinary: (message) => binary.push(message),
  });
}

beforeEach(async () => {
  binary = [];
  endpoint = await openWebSocketEndpoint({
    host: "127.0.0.1",
    port: 0,
    subprotocol: "vnet.test.1",
    maxMessageBytes: 10_000,
    connected: (end) => peerOn(end),
  });
  socket = new WebSocket(endpoint.url, "vnet.test.1");
  await new Promise((resolve) => socket.once("open", resolve));
});
afterEach(async () => {
  socket.terminate();
  await endpoint.close();
});

async function nextText(): Promise<string> {
  return new Promise((resolve) => {
    socket.once("message", (data: Buffer) => resolve(data.toString("utf8")));
  });
}

describe("JsonRpcPeer", () => {
  it("answers calls, several at once", async () => {
    const peer = peerOn(socket);
    const answers = [1, 2, 3].map(async (value) => peer.call("double", { value }));
    expect(await Promise.all(answers)).toEqual([2, 4, 6]);
  });

  it("keeps binary messages and calls in order", async () => {
    const peer = peerOn(socket);
    peer.sendBinary(Uint8Array.of(1, 2));
    await peer.call("double", { value: 1 });
    expect(binary.map((message) => [...message])).toEqual([[1, 2]]);
  });

  it("hands on why a call was declined", async () => {
    await expect(peerOn(socket).call("double", { value: -1 })).rejects.toMatchObject({
      code: "VNET_ERR_REQUEST_REFUSED",
      message: "the other declined `double`: only positive numbers",
    });
  });

  it("declines parameters that the schema does not admit", async () => {
    const odd = { value: "x" } as unknown as { value: number };
    await expect(peerOn(socket).call("double", odd)).rejects.toMatchObject({
      code: "VNET_ERR_REQUEST_REFUSED",
      message: expect.stringContaining("value"),
    });
  });

  it("refuses an answer that the schema does not admit", async () => {
    await expect(peerOn(socket).call("lie", {})).rejects.toMatchObject({ code: "VNET_ERR_REQUEST_REFUSED" });
  });

  it("gives up a call that is not answered in time", async () => {
    await expect(peerOn(socket).call("never", {})).rejects.toMatchObject({
      code: "VNET_ERR_CALL_TIMEOUT",
      message: "the other did not answer `never` within 0.05 s",
    });
  });

  it("fails open calls when the connection ends, and calls after it", async () => {
    const peer = peerOn(socket);
    const open = peer.call("never", {});
    socket.terminate();
    await expect(open).rejects.toMatchObject({ code: "VNET_ERR_CONTROL_LOST" });
    await expect(peer.call("double", { value: 1 })).rejects.toMatchObject({ code: "VNET_ERR_CONTROL_LOST" });
  });

  it.each([
    ["no JSON", "{", -32700],
    ["no JSON-RPC", `{"hello":1}`, -32600],
    ["an unknown notification", `{"jsonrpc":"2.0","method":"constructor","params":{}}`, -32601],
    ["a notification with odd parameters", `{"jsonrpc":"2.0","method":"double","params":[]}`, -32602],
  ])("says what is wrong with %s and ends the connection", async (_what, text, code) => {
    const answer = nextText();
    const closed = new Promise((resolve) => socket.once("close", resolve));
    socket.send(text);
    expect(JSON.parse(await answer)).toMatchObject({ id: null, error: { code } });
    expect(await closed).toBe(1002);
  });

  it("answers an unknown method that wants an answer, and carries on", async () => {
    const answer = nextText();
    socket.send(`{"jsonrpc":"2.0","id":1,"method":"toString","params":{}}`);
    expect(JSON.parse(await answer)).toMatchObject({ id: 1, error: { code: -32601 } });
    expect(await peerOn(socket).call("double", { value: 4 })).toBe(8);
  });
});
