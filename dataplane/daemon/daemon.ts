// A daemon at work: the door for other daemons, the connection to the controller, and the core that both serve.
import { isIPv6 } from "node:net";
import {
  dataSubprotocol,
  type DaemonState,
  type Place,
  protocolVersion,
} from "../control/control-messages.ts";
import { createSecret } from "../control/run-token.ts";
import { openWebSocketEndpoint } from "../control/websocket-endpoint.ts";
import type { MacAddress } from "../ethernet/mac-address.ts";
import { linkSocketOptions } from "../link/websocket-link.ts";
import type { Port } from "../port/port.ts";
import { ControllerConnection } from "./controller-connection.ts";
import { DaemonCore } from "./daemon-core.ts";
import type { DaemonListener } from "./daemon-event.ts";

export interface DaemonOptions {
  /** As the policy calls it. */
  readonly name: string;
  readonly controllerUrl: string;
  readonly token: string;
  /** Where other daemons dial in; port 0 = any free one. */
  readonly listenHost: string;
  readonly listenPort: number;
  /** By which other daemons reach it where that is another address; port 0 = the one that it listens on. */
  readonly advertise?: { readonly host: string; readonly port: number };
  /** Seconds since 1970, UTC; left out: this machine's clock. */
  readonly clock?: () => number;
  readonly told?: DaemonListener;
  /** Ends the start, and later the daemon. */
  readonly signal?: AbortSignal;
}

export interface Daemon {
  readonly name: string;
  /** Gives the VM with this address its card. The daemon closes the port when it is closed itself. */
  attachPort(mac: MacAddress, port: Port): void;
  /** Lets go of a port without closing it. */
  detachPort(mac: MacAddress): void;
  state(): DaemonState;
  /** Where each VM is, as the controller says; undefined before it has said so. */
  places(): readonly Place[] | undefined;
  /** Takes leave of controller and peers, then ends links, connections, ports and timers; may be called again. */
  close(): Promise<void>;
}

/**
 * Resolves when the controller has admitted the daemon. Rejects, with everything closed, with VNET_ERR_PORT_TAKEN,
 * VNET_ERR_LISTEN, VNET_ERR_CONTROLLER_UNREACHABLE, VNET_ERR_HELLO_REFUSED, VNET_ERR_PROTOCOL_VERSION or the signal's reason.
 */
export async function startDaemon(options: DaemonOptions): Promise<Daemon> {
  const { name, signal, advertise, told = () => undefined, clock = () => Date.now() / 1000 } = options;
  signal?.throwIfAborted();
  const startId = createSecret().slice(0, 16);
  let core: DaemonCore | undefined; // from the first hello on: before it nobody knows the Proxy

  const endpoint = await openWebSocketEndpoint({
    host: options.listenHost,
    port: options.listenPort,
    subprotocol: dataSubprotocol,
    maxMessageBytes: linkSocketOptions.maxPayload,
    ...(advertise && { knownAs: advertise.host }),
    objection: (request) =>
      core?.links.expects(request) === true ? undefined : "no link with this key is expected here",
    connected: (socket, request) => core?.links.accept(socket, request),
  });
  const dataUrl = advertise ? urlAt(advertise, new URL(endpoint.url).port) : endpoint.url;
  const connection = new ControllerConnection({
    url: options.controllerUrl,
    hello: () => ({
      vnet: protocolVersion,
      role: "daemon",
      name,
      token: options.token,
      startId,
      epoch: core?.epoch ?? 0,
      clock: clock(),
      capabilities: [],
      dataUrl,
    }),
    admitted: (controller, { proxy, reportSeconds }) => {
      core ??= new DaemonCore(name, proxy, told);
      core.obey(controller, proxy, reportSeconds);
      return core.handlers;
    },
    lost: () => core?.carryOnAlone(),
    excluded: () => core?.leaveNetwork(),
    told,
  });
  const abort = (): void => void close();
  const close = async (): Promise<void> => {
    signal?.removeEventListener("abort", abort);
    await connection.close();
    await core?.close();
    await endpoint.close();
  };
  signal?.addEventListener("abort", abort, { once: true });
  try {
    signal?.throwIfAborted(); // it may have been aborted while the door was opened
    await connection.connect();
    signal?.throwIfAborted();
  } catch (error) {
    await close();
    throw signal?.aborted === true ? signal.reason : error;
  }
  const admitted = core!;
  return {
    name,
    attachPort: (mac, port) => admitted.attachPort(mac, port),
    detachPort: (mac) => admitted.detachPort(mac),
    state: () => admitted.state(),
    places: () => admitted.places,
    close,
  };
}

function urlAt({ host, port }: { host: string; port: number }, listenPort: string): string {
  return `ws://${isIPv6(host) ? `[${host}]` : host}:${port === 0 ? listenPort : port}`;
}
