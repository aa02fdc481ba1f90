// What is wrong with those who come, told in one sentence at both ends; and that nothing half-open stays. Real sockets on loopback.
import { connect } from "node:net";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { WebSocket, WebSocketServer } from "ws";
import { controlSubprotocol } from "../../../dataplane/control/control-messages.ts";
import { startDaemon } from "../../../dataplane/daemon/daemon.ts";
import { buildNetwork } from "../../../engine/model/build-network.ts";
import { smallNetworkIr } from "../../harness/network-ir.ts";
import { LiveNetwork } from "./live-network.ts";
import { joinScripted } from "./scripted-daemon.ts";

const network = buildNetwork(smallNetworkIr(2), ["ws"]); // gw, a, b
const token = "a-token-for-tests";

function messages(live: LiveNetwork, kind: string): string[] {
  return live.events.filter((event) => event.kind === kind).map(({ message }) => message);
}

describe("a controller", () => {
  let live: LiveNetwork;
  beforeEach(async () => {
    live = await LiveNetwork.start(network);
  });
  afterEach(async () => live.end());
  const url = (): string => `ws://127.0.0.1:${live.port}`;

  it.each([
    ["a wrong token", { token: "0".repeat(32) }, "the token is not the one of this run"],
    ["a name that the policy does not have", { name: "z" }, "the policy has no daemon `z`"],
    ["a name that is taken", {}, "a daemon `a` is connected already"],
    [
      "a name that would upset a terminal",
      { name: `\u001b[2J${"x".repeat(100)}` },
      `the policy has no daemon \`?[2J${"x".repeat(36)}...\``,
    ],
  ])("tells of %s, as the daemon does", async (_what, claim, reason) => {
    const options = { name: "a", token, controllerUrl: url(), listenHost: "127.0.0.1", listenPort: 0 };
    await expect(startDaemon({ ...options, ...claim })).rejects.toMatchObject({
      code: "VNET_ERR_HELLO_REFUSED",
      message: `the controller refused: ${reason}`,
    });
    expect(messages(live, "daemon-turned-away")).toEqual([
      expect.stringMatching(/^daemon `.*` at 127\.0\.0\.1 was turned away: /),
    ]);
    expect(messages(live, "daemon-turned-away")[0]).toContain(reason);
  });

  it.each([0, 2])(
    "tells a daemon of protocol version %i which versions do not fit, and ends it",
    async (vnet) => {
      const socket = new WebSocket(url(), controlSubprotocol);
      await new Promise((resolve) => socket.once("open", resolve));
      socket.send(JSON.stringify({ jsonrpc: "2.0", id: 0, method: "hello", params: { vnet, odd: true } }));
      const answer: unknown = await new Promise((resolve) =>
        socket.once("message", (data: Buffer) => resolve(JSON.parse(data.toString()))),
      );
      const message = `the controller speaks protocol version 1, the daemon version ${vnet}; install the same vnet at both ends`;
      expect(answer).toMatchObject({ result: { vnet: 1, ok: false, reason: "protocol-version", message } });
      await new Promise((resolve) => socket.once("close", resolve));
      expect(messages(live, "daemon-turned-away")).toEqual([
        `a daemon at 127.0.0.1 was turned away: ${message}`,
      ]);
    },
  );

  it("tells of one that asks for another subprotocol, with the reason in its answer", async () => {
    const socket = new WebSocket(url(), "vnet.control.2");
    socket.on("error", () => undefined);
    const status = await new Promise((resolve) =>
      socket.once("unexpected-response", (_request, { statusCode }) => resolve(statusCode)),
    );
    socket.terminate();
    expect(status).toBe(403);
    expect(messages(live, "daemon-turned-away")).toEqual([
      "a connection from 127.0.0.1 was turned away: the subprotocol vnet.control.1 is required",
    ]);
  });

  it("ends who says nothing, before and after the upgrade", async () => {
    const silent = connect({ port: live.port, host: "127.0.0.1" });
    const ended = new Promise((resolve) => silent.once("close", resolve));
    silent.on("error", () => undefined).resume();
    const mute = new WebSocket(url(), controlSubprotocol);
    const code = await new Promise((resolve) => mute.once("close", resolve));
    expect(code).toBe(1008);
    expect(messages(live, "daemon-turned-away")).toEqual([
      "a connection from 127.0.0.1 was ended: it did not say hello within 5 s",
    ]);
    await ended;
  }, 15_000);

  it("says by how much the clock of a daemon is off, at both ends, and goes on", async () => {
    await live.daemons[2].close();
    await live.startDaemon(2, { clock: () => Date.now() / 1000 - 3600 });
    await expect.poll(() => messages(live, "daemon-differs")).toHaveLength(1);
    const [sentence] = messages(live, "daemon-differs");
    expect(sentence).toMatch(/^the clock of daemon `b` is 3(599|600)\.\d s behind the controller's; /);
    await expect.poll(() => live.told[2]).toContain(`the controller says: ${sentence}`);
    await expect
      .poll(() => messages(live, "daemon-restored"))
      .toEqual(["daemon `b` has its links and rules again"]);
  });

  it("says that a daemon has left, and not that it is lost, when it was ended", async () => {
    await live.daemons[2].close();
    await expect.poll(() => messages(live, "daemon-left")).toEqual(["daemon `b` has left: it was ended"]);
    expect(messages(live, "daemon-down")).toEqual([]);
    await live.running!.close();
    await expect.poll(() => live.told[1]).toContain("the controller has ended; frames flow on");
  });

  it("says why a link does not come up, at both ends, where the Proxy cannot be reached", async () => {
    const { running, daemons } = live;
    await running!.close();
    await daemons[0].close();
    const join = async (): Promise<void> => {
      toKill = await joinScripted("gw", { controllerUrl: url(), token }, {});
    };
    let toKill: { kill(): void } | undefined;
    const start = live.startController(() => [join()], { starSeconds: 1 });
    const reason = "cannot reach `gw` at `ws://127.0.0.1:1`: connect ECONNREFUSED 127.0.0.1:1";
    await expect(start).rejects.toMatchObject({
      code: "VNET_ERR_LINK_LATE",
      message: `link \`a\` <-> \`gw\` and 1 more did not come up within 1 s: ${reason}`,
    });
    expect(live.told[1]).toContain(reason);
    toKill?.kill();
  }, 20_000);
});

describe("a daemon", () => {
  let server: WebSocketServer;
  let answer: unknown;
  let hellos = 0;
  beforeEach(async () => {
    hellos = 0;
    server = new WebSocketServer({ port: 0, host: "127.0.0.1" });
    server.on("connection", (socket) => {
      socket.once("message", () => {
        hellos++;
        socket.send(JSON.stringify({ jsonrpc: "2.0", id: 0, result: answer }));
      });
    });
    await new Promise((resolve) => server.once("listening", resolve));
  });
  afterEach(async () => {
    for (const client of server.clients) client.terminate();
    await new Promise((resolve) => server.close(resolve));
  });

  it.each([
    [{ vnet: 2, ok: true, centre: "gw" }, 2],
    [{ vnet: 0 }, 0],
  ])(
    "says which versions do not fit when a controller answers %j, and keeps nothing open",
    async (said, version) => {
      answer = said;
      const { port } = server.address() as { port: number };
      const start = startDaemon({
        name: "a",
        token,
        controllerUrl: `ws://127.0.0.1:${port}`,
        listenHost: "127.0.0.1",
        listenPort: 0,
      });
      await expect(start).rejects.toMatchObject({
        code: "VNET_ERR_PROTOCOL_VERSION",
        message: `the controller speaks protocol version ${version}, this daemon version 1; install the same vnet at both ends`,
      });
      await expect.poll(() => server.clients.size).toBe(0);
      expect(hellos).toBe(1);
    },
  );
});
