// A daemon that a test plays: it joins the star by a real link and answers everything else as the test says.
import { WebSocket } from "ws";
import {
  type ControllerMethods,
  controllerMethods,
  controlSubprotocol,
  type DaemonMethods,
  daemonMethods,
  dataSubprotocol,
  type OpenRequest,
} from "../../../dataplane/control/control-messages.ts";
import { type Handlers, JsonRpcPeer } from "../../../dataplane/control/json-rpc-peer.ts";
import type { Invitation } from "../../../dataplane/driver/start-websocket-data-plane.ts";

const none = { bytes: 0, frames: 0 };
const idle = {
  epoch: 0,
  ports: [],
  links: [],
  rules: [],
  drops: {},
  detours: {},
  traffic: { unicast: none, broadcast: none, multicast: none, other: none },
};

export interface ScriptedDaemon {
  /** Ends its connections, as if its process had been killed. */
  kill(): void;
}

/** Opens the links that it is to dial and agrees to everything; `script` answers in its stead, but not for the star. */
export async function joinScripted(
  name: string,
  { controllerUrl, token }: Invitation,
  script: Partial<Handlers<DaemonMethods>>,
): Promise<ScriptedDaemon> {
  const sockets = [new WebSocket(controllerUrl, controlSubprotocol)];
  const [control] = sockets;
  await new Promise((resolve) => control.once("open", resolve));
  const open = ({ peer, end }: OpenRequest): null => {
    if (!("dial" in end)) return null;
    const { url, key } = end.dial;
    const headers = { authorization: `Bearer ${key}` };
    const link = new WebSocket(`${url}/${name}`, dataSubprotocol, { headers });
    sockets.push(link);
    link.on("error", () => undefined); // killed before it was open
    link.once("open", () => rpc.notify("link", { peer, up: true }));
    return null;
  };
  const agree = (): null => null;
  const rpc = new JsonRpcPeer<DaemonMethods, ControllerMethods>(control, {
    peerName: "the controller",
    serves: daemonMethods,
    calls: controllerMethods,
    callSeconds: 5,
    handlers: {
      close: agree,
      places: agree,
      prepare: agree,
      commit: agree,
      discard: agree,
      report: agree,
      notice: agree,
      wanted: () => [],
      query: () => ({ ...idle, name }),
      ...script,
      open: (request) => ("dial" in request.end || !script.open ? open(request) : script.open(request)),
    },
  });
  await rpc.call("hello", {
    vnet: 1,
    role: "daemon",
    name,
    token,
    startId: "scripted",
    epoch: 0,
    clock: Date.now() / 1000,
    capabilities: [],
    dataUrl: "ws://127.0.0.1:1",
  });
  return {
    kill() {
      for (const socket of sockets) socket.terminate();
    },
  };
}
