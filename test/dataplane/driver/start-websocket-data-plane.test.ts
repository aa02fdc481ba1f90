// Who may join a run, what happens when somebody does not, and the token's file. Real sockets on loopback.
import { existsSync, mkdtempSync, readFileSync, rmSync, statSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterEach, describe, expect, it } from "vitest";
import { WebSocket } from "ws";
import { controlSubprotocol } from "../../../dataplane/control/control-messages.ts";
import { type Daemon, startDaemon } from "../../../dataplane/daemon/daemon.ts";
import {
  type Invitation,
  type RunningPlane,
  startWebSocketDataPlane,
} from "../../../dataplane/driver/start-websocket-data-plane.ts";
import { buildNetwork } from "../../../engine/model/build-network.ts";
import { smallNetworkIr } from "../../harness/network-ir.ts";

const network = buildNetwork(smallNetworkIr(2), ["ws"]); // gw, a, b
const listen = { host: "127.0.0.1", port: 0 };
const toEnd: { close(): Promise<void> }[] = [];
afterEach(async () => {
  await Promise.all(toEnd.splice(0).map(async (each) => each.close()));
});

/** A start that has begun to listen; `plane` is handled, so that a test may leave it. */
async function begin(options: { appearSeconds?: number; tokenFile?: string; signal?: AbortSignal } = {}) {
  const { promise, invitation } = await new Promise<{
    promise: Promise<RunningPlane>;
    invitation: Invitation;
  }>((resolve, reject) => {
    const promise = startWebSocketDataPlane({
      network,
      listen,
      shapeLinks: false,
      reportSeconds: 0.05,
      appearSeconds: 5,
      ...options,
      onListening: (invitation) => setImmediate(() => resolve({ promise, invitation })),
    });
    promise.then((running) => toEnd.push(running), reject);
  });
  return { plane: promise, invitation };
}

async function join(name: string, invitation: Invitation): Promise<Daemon> {
  const daemon = await startDaemon({ name, ...invitation, listenHost: "127.0.0.1", listenPort: 0 });
  toEnd.push(daemon);
  return daemon;
}

describe("startWebSocketDataPlane", () => {
  it("stands when every daemon has come, and has measured an empty change", async () => {
    const { plane, invitation } = await begin();
    await Promise.all(["a", "gw", "b"].map(async (name) => join(name, invitation)));
    const running = await plane;
    expect(running.plane.reconfigurationSeconds).toBeGreaterThan(0);
    expect(await running.plane.snapshot()).toMatchObject({ epoch: 0, overlay: [], routes: [] });
  });

  it("names the daemons that did not appear", async () => {
    const { plane, invitation } = await begin({ appearSeconds: 0.2 });
    await join("a", invitation);
    await expect(plane).rejects.toMatchObject({
      code: "VNET_ERR_DAEMON_MISSING",
      message: "daemons `gw`, `b` did not appear within 0.2 s",
    });
  });

  it("says that its port is taken", async () => {
    const holder = createServer().listen(0, "127.0.0.1");
    await new Promise((resolve) => holder.once("listening", resolve));
    const { port } = holder.address() as { port: number };
    const start = startWebSocketDataPlane({
      network,
      listen: { ...listen, port },
      shapeLinks: false,
      reportSeconds: 0.05,
      appearSeconds: 1,
    });
    await expect(start).rejects.toMatchObject({
      code: "VNET_ERR_PORT_TAKEN",
      message: expect.stringMatching(`^port ${port} at 127.0.0.1 is taken`),
    });
    await new Promise((resolve) => holder.close(resolve));
  });

  it.each([
    ["a wrong token", { name: "a", token: "0".repeat(64) }, "the token is not the one of this run"],
    ["a name that the policy does not have", { name: "z" }, "the policy has no daemon `z`"],
    ["a name that is taken", { name: "b" }, "a daemon `b` is connected already"],
  ])("turns away %s", async (_what, claim, reason) => {
    const { invitation } = await begin();
    await join("b", invitation);
    const late = startDaemon({ ...invitation, ...claim, listenHost: "127.0.0.1", listenPort: 0 });
    await expect(late).rejects.toMatchObject({
      code: "VNET_ERR_HELLO_REFUSED",
      message: `the controller refused: ${reason}`,
    });
  });

  it("tells a daemon of a later protocol which version it speaks, whatever else that hello says", async () => {
    const { invitation } = await begin();
    const socket = new WebSocket(invitation.controllerUrl, controlSubprotocol);
    await new Promise((resolve) => socket.once("open", resolve));
    const rest = { startId: "s", epoch: 0, capabilities: [], dataUrl: "ws://127.0.0.1:1" };
    const hello = { vnet: 2, role: "daemon", name: "a", token: invitation.token, ...rest, more: true };
    socket.send(JSON.stringify({ jsonrpc: "2.0", id: 0, method: "hello", params: hello }));
    const answer = await new Promise((resolve) => socket.once("message", resolve));
    expect(JSON.parse(String(answer))).toMatchObject({
      result: {
        ok: false,
        reason: "protocol-version",
        message:
          "the controller speaks protocol version 1, the daemon version 2; install the same vnet at both ends",
      },
    });
    await new Promise((resolve) => socket.once("close", resolve));
  });

  it("gives a daemon without a controller one clear sentence", async () => {
    const { plane, invitation } = await begin({ appearSeconds: 0.01 });
    await expect(plane).rejects.toMatchObject({ code: "VNET_ERR_DAEMON_MISSING" });
    await expect(join("a", invitation)).rejects.toMatchObject({
      code: "VNET_ERR_CONTROLLER_UNREACHABLE",
      message: expect.stringContaining(invitation.controllerUrl),
    });
  });

  it("keeps the token in a file of mode 0600 for as long as it runs", async () => {
    const folder = mkdtempSync(path.join(tmpdir(), "vnet-plane-"));
    const tokenFile = path.join(folder, "token");
    const abort = new AbortController();
    const { plane, invitation } = await begin({ tokenFile, signal: abort.signal });
    expect(readFileSync(tokenFile, "utf8")).toBe(`${invitation.token}\n`);
    expect(statSync(tokenFile).mode & 0o777).toBe(0o600);
    abort.abort();
    await expect(plane).rejects.toBe(abort.signal.reason);
    expect(existsSync(tokenFile)).toBe(false);
    rmSync(folder, { recursive: true });
  });
});
