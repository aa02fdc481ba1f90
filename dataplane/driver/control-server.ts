// The controller's end of the control connections: one session per daemon that has been admitted.
import { randomBytes } from "node:crypto";
import type { IncomingMessage } from "node:http";
import type { WebSocket } from "ws";
import { ColumnMemory } from "../control/column-memory.ts";
import {
  controllerMethods,
  controlSubprotocol,
  type DaemonMethods,
  daemonMethods,
  endedCode,
  type Flow,
  type Hello,
  maxControlMessageBytes,
  protocolVersion,
} from "../control/control-messages.ts";
import { type ClientMethods, clientMethods } from "../control/client-messages.ts";
import { type Handlers, JsonRpcPeer } from "../control/json-rpc-peer.ts";
import { keepAlive } from "../control/keep-alive.ts";
import { type DaemonReport, ReportDecoder } from "../control/traffic-report-codec.ts";
import { openWebSocketEndpoint, type WebSocketEndpoint } from "../control/websocket-endpoint.ts";
import { DataplaneError } from "../dataplane-errors.ts";
import { type ControlPath, controlPath } from "./dial-address.ts";
import { judgeHello } from "./hello-refusal.ts";

/** Time for a new connection to say hello, seconds. */
const helloSeconds = 5;
/** Longest wait for a daemon's answer, seconds: requests are small and answered at once. */
const callSeconds = 10;

/** One daemon that has said hello, until its connection ends. */
export interface DaemonSession {
  readonly host: number;
  readonly hello: Hello;
  readonly path: ControlPath;
  readonly rpc: JsonRpcPeer<typeof served, DaemonMethods>;
}

/** What daemons tell; never called for a session that has been replaced or has ended. */
export interface SessionEvents {
  up(session: DaemonSession): void;
  /** `asked`: it has ended because somebody wanted it to. */
  down(session: DaemonSession, reason: string, asked: boolean): void;
  /** Somebody was not admitted; one sentence. */
  turnedAway(sentence: string): void;
  link(session: DaemonSession, peer: string, up: boolean, reason: string): void;
  marker(session: DaemonSession, epoch: number, flow: Flow, timedOut: boolean): void;
  vm(session: DaemonSession, mac: number): void;
  drops(session: DaemonSession, drops: Readonly<Record<string, number>>): void;
  report(session: DaemonSession, report: DaemonReport): void;
}

interface ControlServerOptions {
  readonly listen: { readonly host: string; readonly port: number };
  readonly token: string;
  /** The daemons that may say hello, by host index. */
  readonly names: readonly string[];
  readonly proxy: string;
  readonly reportSeconds: number;
  /** The epoch in use, for the answer to hello. */
  epoch(): number;
  readonly on: SessionEvents;
  /** What clients ask. */
  readonly answers: Handlers<ClientMethods>;
}

/** What the controller serves at its door, to daemons and to clients. */
const served = { ...controllerMethods, ...clientMethods };

/** Listens for daemons and clients. Rejects with VNET_ERR_PORT_TAKEN or VNET_ERR_LISTEN. */
export async function openControlServer(options: ControlServerOptions): Promise<WebSocketEndpoint> {
  const sessions = new Map<string, { session: DaemonSession; socket: WebSocket }>();
  const memory = new ColumnMemory();
  return openWebSocketEndpoint({
    ...options.listen,
    subprotocol: controlSubprotocol,
    maxMessageBytes: maxControlMessageBytes,
    connected: (socket, request) => receiveDaemon(socket, request, options, sessions, memory),
    turnedAway: (request, objection) =>
      options.on.turnedAway(`a connection from ${controlPath(request).remote} was turned away: ${objection}`),
  });
}

const secretSeed = (): Int32Array => Int32Array.from({ length: 4 }, () => randomBytes(4).readInt32LE());

function receiveDaemon(
  socket: WebSocket,
  request: IncomingMessage,
  options: ControlServerOptions,
  sessions: Map<string, { session: DaemonSession; socket: WebSocket }>,
  memory: ColumnMemory,
): void {
  const { on } = options;
  const path = controlPath(request);
  let session: DaemonSession | undefined;
  let isClient = false;
  const reports = new ReportDecoder(memory, secretSeed());
  const known = (): DaemonSession => {
    if (session) return session;
    throw new DataplaneError("VNET_ERR_HELLO_REFUSED", "the first message must be `hello`");
  };
  const current = (tell: (from: DaemonSession) => void): null => {
    const from = known();
    if (sessions.get(from.hello.name)?.session === from) tell(from);
    return null;
  };
  const asClient = (): Handlers<ClientMethods> => {
    if (isClient) return options.answers;
    throw new DataplaneError("VNET_ERR_HELLO_REFUSED", "the first message must be the `hello` of a client");
  };
  const rpc = new JsonRpcPeer<typeof served, DaemonMethods>(socket, {
    peerName: "the daemon",
    serves: served,
    calls: daemonMethods,
    callSeconds,
    handlers: {
      hello: (said) => {
        if (session || isClient) throw new DataplaneError("VNET_ERR_HELLO_REFUSED", "`hello` is said once");
        const hello = judgeHello(said, path.remote, {
          ...options,
          holder: (name) => sessions.get(name)?.session.hello.startId,
        });
        if ("reason" in hello) {
          on.turnedAway(hello.told);
          setImmediate(() => socket.close(1008, hello.reason)); // after the answer
          return { vnet: protocolVersion, ok: false, reason: hello.reason, message: hello.message };
        }
        clearTimeout(helloLimit);
        const { proxy, reportSeconds } = options;
        const epoch = options.epoch();
        const welcome = {
          vnet: protocolVersion,
          ok: true,
          proxy,
          controllerEpoch: epoch,
          reportSeconds,
        } as const;
        if (hello.role === "client") {
          isClient = true;
          return welcome;
        }
        session = { host: options.names.indexOf(hello.name), hello, path, rpc };
        rpc.peerName = `daemon \`${hello.name}\``;
        const replaced = sessions.get(hello.name);
        sessions.set(hello.name, { session, socket });
        if (replaced) {
          replaced.socket.terminate();
          on.down(replaced.session, "it connected anew", false);
        }
        const admitted = session;
        setImmediate(() => on.up(admitted)); // requests to the daemon follow the answer
        return welcome;
      },
      link: ({ peer, up, reason }) => current((from) => on.link(from, peer, up, reason ?? "")),
      marker: ({ epoch, timedOut, ...flow }) => current((from) => on.marker(from, epoch, flow, timedOut)),
      vm: ({ mac }) => current((from) => on.vm(from, mac)),
      drops: ({ drops }) => current((from) => on.drops(from, drops)),
      application: async (of) => asClient().application(of),
      network: async (of) => asClient().network(of),
    },
    onBinary: (message) => {
      const decoded = reports.decode(message);
      if (session && decoded.ok) current((from) => on.report(from, decoded.report));
      else socket.close(1002, decoded.ok ? "the first message must be `hello`" : decoded.reason);
    },
  });
  const helloLimit = setTimeout(() => {
    on.turnedAway(
      `a connection from ${path.remote} was ended: it did not say hello within ${helloSeconds} s`,
    );
    socket.close(1008, "no hello");
  }, helloSeconds * 1000);
  keepAlive(socket);
  socket.on("close", (code, reason) => {
    clearTimeout(helloLimit);
    if (!session || sessions.get(session.hello.name)?.session !== session) return;
    sessions.delete(session.hello.name);
    on.down(session, reason.toString() || "its control connection ended", code === endedCode);
  });
}
