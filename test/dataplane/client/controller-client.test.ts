// Clients at a controller's door: what they hear, who is turned away, and controllers that do not know them. Real sockets on loopback.
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { type WebSocket, WebSocketServer } from "ws";
import { connectClient } from "../../../dataplane/client/controller-client.ts";
import type { ApplicationAnswer } from "../../../dataplane/control/client-messages.ts";
import {
  controllerMethods,
  controlSubprotocol,
  daemonMethods,
} from "../../../dataplane/control/control-messages.ts";
import { dialController } from "../../../dataplane/control/dial-controller.ts";
import { JsonRpcPeer } from "../../../dataplane/control/json-rpc-peer.ts";
import { clientMethods } from "../../../dataplane/control/client-messages.ts";
import { buildNetwork } from "../../../engine/model/build-network.ts";
import { smallNetworkIr } from "../../harness/network-ir.ts";
import { LiveNetwork } from "../driver/live-network.ts";

const network = buildNetwork(smallNetworkIr(2), ["ws"]); // gw, a, b
const token = "a-token-for-tests";

const answer: ApplicationAnswer = {
  policy: "small",
  at: 3,
  windowSeconds: 1,
  vms: network.vms.map(({ name, mac }) => ({ name, mac })),
  pairs: [{ from: 0, to: 1, bitsPerSecond: 8e6, bytes: 1e6, frames: 1000 }],
  sent: { bytes: 1e6, frames: 1000 },
  shape: {
    event: "shape",
    at: 2,
    shape: ["irregular"],
    confidence: 0.5,
    direction: "one-way",
    root: null,
    missing: [],
    extra: [],
  },
  topology: [[0, 1]],
  changes: [{ event: "too-fast", at: 2, settleSeconds: 1, unsettledSeconds: 2 }],
  changesLeftOut: 0,
};

describe("a client", () => {
  let live: LiveNetwork;
  let told: ApplicationAnswer | undefined;
  beforeEach(async () => {
    told = undefined;
    live = await LiveNetwork.start(network);
    await live.running?.close();
    await live.startController(() => [], { clientView: { policy: "small", application: () => told } });
  });
  afterEach(async () => live.end());
  const controllerUrl = (): string => `ws://127.0.0.1:${live.port}`;

  it("is answered the application, and hears when there is none yet", async () => {
    const client = await connectClient({ controllerUrl: controllerUrl(), token });
    await expect(client.application()).rejects.toMatchObject({
      code: "VNET_ERR_REQUEST_REFUSED",
      message: `the controller at \`${controllerUrl()}\` declined \`application\`: the network is not up yet`,
    });
    told = answer;
    expect(await client.application()).toEqual(answer);
    client.close();
  });

  it("is answered the network, with what its daemons say, and which of them is lost", async () => {
    const client = await connectClient({ controllerUrl: controllerUrl(), token });
    const whole = await client.network();
    expect(whole).toMatchObject({ policy: "small", epoch: 1, links: [], routes: [] });
    expect(whole.hosts.map(({ name, proxy, state }) => [name, proxy, state?.links.length])).toEqual([
      ["gw", true, 2],
      ["a", false, 1],
      ["b", false, 1],
    ]);
    expect(whole.vms.map(({ host }) => host)).toEqual([1, 2]);
    await live.daemons[1].close();
    await expect.poll(async () => (await client.network()).hosts[1].state).toBeNull();
    client.close();
  });

  it("changes nothing for the daemons, by coming or by going", async () => {
    const before = live.events.length;
    const clients = await Promise.all(
      Array.from({ length: 5 }, async () => connectClient({ controllerUrl: controllerUrl(), token })),
    );
    for (const client of clients) client.close();
    await live.running?.plane.flushReports();
    expect(live.events.slice(before)).toEqual([]);
    expect(await live.running?.plane.daemonStates()).toHaveLength(3);
  });

  it("is turned away with a wrong token, and both ends hear it", async () => {
    const wrong = { controllerUrl: controllerUrl(), token: "0".repeat(32) };
    await expect(connectClient(wrong)).rejects.toMatchObject({
      code: "VNET_ERR_HELLO_REFUSED",
      message: "the controller refused: the token is not the one of this run",
    });
    expect(live.events.at(-1)).toMatchObject({
      kind: "daemon-turned-away",
      message: "a client at 127.0.0.1 was turned away: the token is not the one of this run",
    });
  });

  it("may not speak for a daemon, and a stranger may not ask as a client", async () => {
    const { socket, opened } = dialController(controllerUrl());
    await opened;
    const rpc = new JsonRpcPeer(socket, {
      peerName: "the controller",
      serves: daemonMethods,
      calls: { ...controllerMethods, ...clientMethods },
      callSeconds: 5,
    });
    await expect(rpc.call("application", {})).rejects.toThrow("must be the `hello` of a client");
    await rpc.call("hello", { vnet: 1, role: "client", token });
    await expect(rpc.call("vm", { mac: 1 })).rejects.toThrow("the first message must be `hello`");
    await expect(rpc.call("hello", { vnet: 1, role: "client", token })).rejects.toThrow("is said once");
    socket.terminate();
  });
});

describe("a client of another version", () => {
  let server: WebSocketServer | undefined;
  afterEach(() => server?.close());

  /** Answers every request with these members. */
  async function controllerThat(answers: object): Promise<string> {
    const listening = new WebSocketServer({
      port: 0,
      host: "127.0.0.1",
      handleProtocols: () => controlSubprotocol,
    });
    server = listening;
    listening.on("connection", (socket: WebSocket) => {
      socket.on("message", (data: Buffer) => {
        const { id } = JSON.parse(data.toString()) as { id: number };
        socket.send(JSON.stringify({ jsonrpc: "2.0", id, ...answers }));
      });
    });
    await new Promise((resolve) => listening.once("listening", resolve));
    const { port } = listening.address() as { port: number };
    return `ws://127.0.0.1:${port}`;
  }

  it("says that a controller is older where that knows no clients", async () => {
    const controllerUrl = await controllerThat({ error: { code: -32602, message: "invalid option: role" } });
    await expect(connectClient({ controllerUrl, token })).rejects.toMatchObject({
      code: "VNET_ERR_PROTOCOL_VERSION",
      message: `the controller at \`${controllerUrl}\` serves no clients: it is older than this vnet; install the same vnet at both ends`,
    });
  });

  it("says which versions do not fit", async () => {
    const controllerUrl = await controllerThat({ result: { vnet: 2, anything: true } });
    await expect(connectClient({ controllerUrl, token })).rejects.toMatchObject({
      code: "VNET_ERR_PROTOCOL_VERSION",
      message:
        "the controller speaks protocol version 2, this client version 1; install the same vnet at both ends",
    });
  });
});
