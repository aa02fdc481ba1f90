// The controller's end of the control connections: who may say hello, and one session per daemon.
import type { WebSocket } from "ws";
import {
  type ControllerMethods,
  controllerMethods,
  controlSubprotocol,
  type DaemonMethods,
  daemonMethods,
  type Flow,
  type Hello,
  type HelloRefusal,
  maxControlMessageBytes,
  protocolVersion,
} from "../control/control-messages.ts";
import { JsonRpcPeer } from "../control/json-rpc-peer.ts";
import { keepAlive } from "../control/keep-alive.ts";
import { secretsEqual } from "../control/run-token.ts";
import { type DaemonReport, decodeReport } from "../control/traffic-report-codec.ts";
import { openWebSocketEndpoint, type WebSocketEndpoint } from "../control/websocket-endpoint.ts";
import { DataplaneError } from "../dataplane-errors.ts";

/** Time for a new connection to say hello, seconds. */
const helloSeconds = 5;
/** Longest wait for a daemon's answer, seconds: requests are small and answered at once. */
const callSeconds = 10;

/** One daemon that has said hello, until its connection ends. */
export interface DaemonSession {
  readonly host: number;
  readonly hello: Hello;
  readonly rpc: JsonRpcPeer<ControllerMethods, DaemonMethods>;
}

/** What daemons tell; never called for a session that has been replaced or has ended. */
export interface SessionEvents {
  up(session: DaemonSession): void;
  down(session: DaemonSession, reason: string): void;
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
}

/** Listens for daemons. Rejects with VNET_ERR_PORT_TAKEN or VNET_ERR_LISTEN. */
export async function openControlServer(options: ControlServerOptions): Promise<WebSocketEndpoint> {
  const sessions = new Map<string, { session: DaemonSession; socket: WebSocket }>();
  return openWebSocketEndpoint({
    ...options.listen,
    subprotocol: controlSubprotocol,
    maxMessageBytes: maxControlMessageBytes,
    connected: (socket) => receiveDaemon(socket, options, sessions),
  });
}

function receiveDaemon(
  socket: WebSocket,
  options: ControlServerOptions,
  sessions: Map<string, { session: DaemonSession; socket: WebSocket }>,
): void {
  const { on } = options;
  let session: DaemonSession | undefined;
  const known = (): DaemonSession => {
    if (session) return session;
    throw new DataplaneError("VNET_ERR_HELLO_REFUSED", "the first message must be `hello`");
  };
  const current = (tell: (from: DaemonSession) => void): null => {
    const from = known();
    if (sessions.get(from.hello.name)?.session === from) tell(from);
    return null;
  };
  const rpc = new JsonRpcPeer<ControllerMethods, DaemonMethods>(socket, {
    peerName: "the daemon",
    serves: controllerMethods,
    calls: daemonMethods,
    callSeconds,
    handlers: {
      hello: (hello) => {
        const refusal = session ? "name-taken" : refusalOf(hello, options, sessions);
        if (refusal) {
          setImmediate(() => socket.close(1008, refusal)); // after the answer
          return { ok: false, reason: refusal, message: refusalMessages[refusal](hello) };
        }
        clearTimeout(helloLimit);
        session = { host: options.names.indexOf(hello.name), hello, rpc };
        rpc.peerName = `daemon \`${hello.name}\``;
        const replaced = sessions.get(hello.name);
        sessions.set(hello.name, { session, socket });
        if (replaced) {
          replaced.socket.terminate();
          on.down(replaced.session, "it connected anew");
        }
        const admitted = session;
        setImmediate(() => on.up(admitted)); // requests to the daemon follow the answer
        const { proxy, reportSeconds } = options;
        return { ok: true, proxy, controllerEpoch: options.epoch(), reportSeconds };
      },
      link: ({ peer, up, reason }) => current((from) => on.link(from, peer, up, reason ?? "")),
      marker: ({ epoch, timedOut, ...flow }) => current((from) => on.marker(from, epoch, flow, timedOut)),
      vm: ({ mac }) => current((from) => on.vm(from, mac)),
      drops: ({ drops }) => current((from) => on.drops(from, drops)),
    },
    onBinary: (message) => {
      const decoded = decodeReport(message);
      if (session && decoded.ok) current((from) => on.report(from, decoded.report));
      else socket.close(1002, decoded.ok ? "the first message must be `hello`" : decoded.reason);
    },
  });
  const helloLimit = setTimeout(() => socket.close(1008, "no hello"), helloSeconds * 1000);
  keepAlive(socket);
  socket.on("close", (_code, reason) => {
    clearTimeout(helloLimit);
    if (!session || sessions.get(session.hello.name)?.session !== session) return;
    sessions.delete(session.hello.name);
    on.down(session, reason.toString() || "its control connection ended");
  });
}

function refusalOf(
  hello: Hello,
  { token, names }: ControlServerOptions,
  sessions: ReadonlyMap<string, { session: DaemonSession }>,
): HelloRefusal | undefined {
  if (hello.vnet !== protocolVersion) return "protocol-version";
  if (!secretsEqual(hello.token, token)) return "wrong-token"; // before names: they are nobody else's business
  if (!names.includes(hello.name)) return "unknown-name";
  const holder = sessions.get(hello.name);
  // The same process on a new connection replaces its old one, which may be dead without anyone having noticed.
  return holder && holder.session.hello.startId !== hello.startId ? "name-taken" : undefined;
}

const refusalMessages: Record<HelloRefusal, (hello: Hello) => string> = {
  "protocol-version": ({ vnet }) => `protocol version ${protocolVersion} is spoken here, not ${vnet}`,
  "wrong-token": () => "the token is not the one of this run",
  "unknown-name": ({ name }) => `the policy has no daemon \`${name}\``,
  "name-taken": ({ name }) => `a daemon \`${name}\` is connected already`,
};
