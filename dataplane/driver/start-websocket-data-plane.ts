// Starts the controller's end: listens, hands out the token of this run, and waits until the star stands.
import type { Network } from "../../engine/model/network.ts";
import { createSecret, removeTokenFile, writeTokenFile } from "../control/run-token.ts";
import { clientAnswers, type ClientView } from "./client-answers.ts";
import { openControlServer } from "./control-server.ts";
import { type PlaneOptions, WebSocketDataPlane } from "./websocket-data-plane.ts";

/** What a daemon needs to join. */
export interface Invitation {
  readonly controllerUrl: string;
  readonly token: string;
}

export interface StartOptions extends Omit<PlaneOptions, "now"> {
  readonly network: Network;
  readonly listen: { readonly host: string; readonly port: number };
  /** What daemons have to show; left out: a new one, for this run alone. */
  readonly token?: string;
  /** Where to write the token, mode 0600; removed at the end. Left out: the token is only in the invitation. */
  readonly tokenFile?: string;
  /** Between two reports of a daemon, seconds; at least 0.05. */
  readonly reportSeconds: number;
  /** How long to wait for the daemons, seconds. */
  readonly appearSeconds: number;
  /** Left out: seconds of a monotonic clock. */
  readonly now?: () => number;
  /** Ends the start; after it, nothing. */
  readonly signal?: AbortSignal;
  /** What clients are answered; left out: of the network alone. */
  readonly clientView?: ClientView;
  /** Daemons can connect from now on. */
  readonly onListening?: (invitation: Invitation) => void;
}

/** A running data plane; `close` ends its connections and removes the token. Daemons keep their links: frames still flow. */
export interface RunningPlane {
  readonly plane: WebSocketDataPlane;
  readonly close: () => Promise<void>;
}

/**
 * Resolves when every daemon has said hello, the star is up and places are known. Rejects, with everything closed, with
 * VNET_ERR_PORT_TAKEN, VNET_ERR_LISTEN, VNET_ERR_TOKEN_FILE, VNET_ERR_DAEMON_MISSING, VNET_ERR_LINK_LATE or the signal's reason.
 */
export async function startWebSocketDataPlane(options: StartOptions): Promise<RunningPlane> {
  const { network, tokenFile, token = createSecret(), signal = new AbortController().signal } = options;
  signal.throwIfAborted();
  const plane = new WebSocketDataPlane({ ...options, now: options.now ?? monotonicSeconds });
  const server = await openControlServer({
    listen: options.listen,
    token,
    names: network.hosts.map(({ name }) => name),
    proxy: network.hosts[network.proxy].name,
    reportSeconds: options.reportSeconds,
    epoch: () => plane.wireEpoch,
    on: plane,
    answers: clientAnswers(network, plane, options.clientView),
  });
  const close = async (): Promise<void> => {
    plane.stop();
    await server.close();
    if (tokenFile !== undefined) removeTokenFile(tokenFile);
  };
  try {
    if (tokenFile !== undefined) writeTokenFile(tokenFile, token);
    options.onListening?.({ controllerUrl: server.url, token });
    await plane.start(options.appearSeconds, signal);
    return { plane, close };
  } catch (error) {
    await close();
    throw signal.aborted ? signal.reason : error; // what fails after an abort fails because of it
  }
}

function monotonicSeconds(): number {
  return performance.now() / 1000;
}
