// Who gets through the door of an endpoint, and what is left when it closes. Real sockets on loopback.
import { request as httpRequest } from "node:http";
import { connect } from "node:net";
import { afterEach, describe, expect, it } from "vitest";
import { WebSocket } from "ws";
import {
  openWebSocketEndpoint,
  type WebSocketEndpoint,
} from "../../../dataplane/control/websocket-endpoint.ts";

const subprotocol = "vnet.test.1";
let endpoint: WebSocketEndpoint | undefined;
afterEach(async () => {
  await endpoint?.close();
  endpoint = undefined;
});

async function open(port = 0, objection?: () => string | undefined): Promise<WebSocketEndpoint> {
  return openWebSocketEndpoint({
    host: "127.0.0.1",
    port,
    subprotocol,
    maxMessageBytes: 100,
    ...(objection && { objection }),
    connected: (socket) => socket.on("message", (data) => socket.send(data)),
  });
}

/** "open", or the HTTP status that answered the upgrade. */
async function knock(url: string, protocol: string, headers: Record<string, string> = {}): Promise<unknown> {
  const socket = new WebSocket(url, protocol, { headers });
  return new Promise((resolve, reject) => {
    socket.once("open", () => {
      socket.terminate();
      resolve("open");
    });
    socket.once("unexpected-response", (_request, { statusCode }) => {
      socket.terminate();
      resolve(statusCode);
    });
    socket.on("error", reject);
  });
}

describe("WebSocket endpoint", () => {
  it("lets in who comes by a loopback name with its subprotocol", async () => {
    endpoint = await open();
    expect(await knock(endpoint.url, subprotocol)).toBe("open");
    expect(await knock(endpoint.url, subprotocol, { host: "localhost:1" })).toBe("open");
    expect(await knock(endpoint.url, subprotocol, { host: "[::1]:1" })).toBe("open");
  });

  it.each([
    ["a browser's page", subprotocol, { origin: "http://example.org" }],
    ["a page of this machine", subprotocol, { origin: "http://127.0.0.1" }],
    ["a foreign host name", subprotocol, { host: "example.org" }],
    ["a host name that only begins like a loopback", subprotocol, { host: "127.0.0.1.example.org" }],
    ["another subprotocol", "chat", {}],
  ])("turns away %s", async (_who, protocol, headers: Record<string, string>) => {
    endpoint = await open();
    expect(await knock(endpoint.url, protocol, headers)).toBe(403);
  });

  it("turns away whom its owner objects to", async () => {
    endpoint = await open(0, () => "not today");
    expect(await knock(endpoint.url, subprotocol)).toBe(403);
  });

  it("answers plain HTTP with 426", async () => {
    endpoint = await open();
    const { port } = new URL(endpoint.url);
    const status = await new Promise((resolve, reject) => {
      httpRequest({ host: "127.0.0.1", port, agent: false }, ({ statusCode }) => resolve(statusCode))
        .on("error", reject)
        .end();
    });
    expect(status).toBe(426);
  });

  it("ends a connection that announces a message above the limit", async () => {
    endpoint = await open();
    const socket = new WebSocket(endpoint.url, subprotocol);
    await new Promise((resolve) => socket.once("open", resolve));
    socket.send(new Uint8Array(101));
    const code = await new Promise((resolve) => socket.once("close", resolve));
    expect(code).toBe(1009); // RFC 6455, 7.4.1: message too big
  });

  it("says which port is taken", async () => {
    endpoint = await open();
    const port = Number(new URL(endpoint.url).port);
    await expect(open(port)).rejects.toMatchObject({
      code: "VNET_ERR_PORT_TAKEN",
      message: expect.stringContaining(`port ${port} at 127.0.0.1 is taken`),
    });
  });

  it("closes though one that was turned away never ends its half of the connection", async () => {
    endpoint = await open();
    const stubborn = connect({ port: Number(new URL(endpoint.url).port), allowHalfOpen: true });
    const request = ["GET / HTTP/1.1", "Host: 127.0.0.1", "Connection: Upgrade", "Upgrade: websocket"];
    stubborn.write([...request, "Origin: http://example.org", "", ""].join("\r\n"));
    const answer = await new Promise((resolve) => stubborn.once("data", resolve));
    expect(String(answer)).toMatch(/^HTTP\/1.1 403 /);
    await endpoint.close();
    stubborn.destroy();
  });

  it("closes with connections open", async () => {
    endpoint = await open();
    const socket = new WebSocket(endpoint.url, subprotocol);
    await new Promise((resolve) => socket.once("open", resolve));
    const closed = new Promise((resolve) => socket.once("close", resolve));
    await endpoint.close();
    await closed;
    await expect(knock(endpoint.url, subprotocol)).rejects.toMatchObject({ code: "ECONNREFUSED" });
  });
});
