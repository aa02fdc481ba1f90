// A whole network in one process: the controller's end, one daemon per host with its own sockets, a memory port per VM.
import { setMaxListeners } from "node:events";
import { type Daemon, startDaemon } from "../../dataplane/daemon/daemon.ts";
import {
  type Invitation,
  type RunningPlane,
  startWebSocketDataPlane,
} from "../../dataplane/driver/start-websocket-data-plane.ts";
import type { WebSocketDataPlane } from "../../dataplane/driver/websocket-data-plane.ts";
import { createMemoryPort, type MemoryPortEnd } from "../../dataplane/port/memory-port.ts";
import type { DataPlane } from "../../engine/data-plane.ts";
import type { Network } from "../../engine/model/network.ts";

const loopback = "127.0.0.1";

export interface EmbeddedOptions {
  readonly network: Network;
  /** Lets links and cards have the rates and delays of the policy, so that the underlay behaves as it says. */
  readonly shape: boolean;
  /** Where the controller's end listens; default: loopback, any free port. */
  readonly listen?: { readonly host: string; readonly port: number };
  readonly tokenFile?: string;
  /** Between two traffic reports of a daemon, seconds; at least 0.05. */
  readonly reportSeconds: number;
  /** How long daemons may take to appear, seconds; default 10. */
  readonly appearSeconds?: number;
  /** The clock of reports and events, seconds; default: a monotonic one. */
  readonly now?: () => number;
  /** Ends the start. */
  readonly signal?: AbortSignal;
  /** Hears all reports and events, from the first daemon on. */
  readonly observer?: Parameters<DataPlane["observe"]>[0];
}

export interface EmbeddedNetwork {
  readonly plane: WebSocketDataPlane;
  /** By VM: the end that stands for the VM. A VM without an initial host is nowhere yet, and what it sends waits. */
  readonly vmEnds: readonly MemoryPortEnd[];
  /** By host. */
  readonly daemons: readonly Daemon[];
  /** Ends everything: no socket, timer or port is left. May be called again. */
  readonly stop: () => Promise<void>;
}

/** Resolves when the star is up and every VM has its port. Rejects, with everything ended, as `startWebSocketDataPlane` and `startDaemon` do. */
export async function startEmbedded(options: EmbeddedOptions): Promise<EmbeddedNetwork> {
  const { network, listen = { host: loopback, port: 0 }, appearSeconds = 10 } = options;
  options.signal?.throwIfAborted();
  const start = new AbortController(); // one part that fails ends the start of all others
  setMaxListeners(0, start.signal); // one per daemon
  const abort = (): void => start.abort(options.signal?.reason);
  options.signal?.addEventListener("abort", abort, { once: true });
  const cards = network.vms.map(() => createMemoryPort());
  const daemons: Daemon[] = [];
  const starting: Promise<void>[] = [];
  let running: RunningPlane | undefined;

  const startDaemonOf = async (host: number, invitation: Invitation): Promise<void> => {
    const { name } = network.hosts[host];
    const { signal } = start;
    const daemon = await startDaemon({ name, ...invitation, listenHost: loopback, listenPort: 0, signal });
    daemons[host] = daemon;
    network.vms.forEach(({ mac }, vm) => {
      if (network.initialMapping[vm] === host) daemon.attachPort(mac, cards[vm].port);
    });
  };
  const stop = async (): Promise<void> => {
    await running?.close(); // first, so that it does not report the daemons as lost
    await Promise.all(daemons.map(async (daemon) => daemon.close()));
    for (const { vm } of cards) vm.close();
  };

  try {
    running = await startWebSocketDataPlane({
      ...options,
      listen,
      appearSeconds,
      shapeLinks: options.shape,
      signal: start.signal,
      moveVm: async (vm, from, to) => {
        const { mac } = network.vms[vm];
        daemons[from].detachPort(mac);
        daemons[to].attachPort(mac, cards[vm].port);
      },
      onListening: (invitation) => {
        const fail = (error: unknown): void => start.abort(error);
        starting.push(...network.hosts.map(async (_host, at) => startDaemonOf(at, invitation).catch(fail)));
      },
    });
    await Promise.all(starting);
    start.signal.throwIfAborted();
    return { plane: running.plane, vmEnds: cards.map(({ vm }) => vm), daemons, stop };
  } catch (error) {
    start.abort(error);
    await Promise.all(starting);
    await stop();
    throw error;
  } finally {
    options.signal?.removeEventListener("abort", abort);
  }
}
