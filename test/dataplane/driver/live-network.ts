// Daemons with a VM each on loopback that outlive their controllers: several of these after another, on one port.
import { createServer } from "node:net";
import { type Daemon, type DaemonOptions, startDaemon } from "../../../dataplane/daemon/daemon.ts";
import {
  type RunningPlane,
  type StartOptions,
  startWebSocketDataPlane,
} from "../../../dataplane/driver/start-websocket-data-plane.ts";
import { createMemoryPort, type MemoryPortEnd } from "../../../dataplane/port/memory-port.ts";
import type { NetworkEvent } from "../../../engine/data-plane.ts";
import type { Network } from "../../../engine/model/network.ts";

const token = "a token for tests".replaceAll(" ", "-");
const loopback = "127.0.0.1";

export class LiveNetwork {
  readonly network: Network;
  readonly port: number;
  readonly daemons: Daemon[] = []; // by host
  readonly vmEnds: MemoryPortEnd[] = []; // by VM; the VM of host h has index h - 1
  /** What the present controller has told, from its start on. */
  events: NetworkEvent[] = [];
  /** What daemons have told their operators, by host. */
  readonly told: string[][];
  running: RunningPlane | undefined;

  private constructor(network: Network, port: number) {
    this.network = network;
    this.port = port;
    this.told = network.hosts.map(() => []);
  }

  /** A controller and all daemons, the star up. */
  static async start(network: Network): Promise<LiveNetwork> {
    const live = new LiveNetwork(network, await freePort());
    await live.startController(() => network.hosts.map(async (_host, host) => live.startDaemon(host)));
    return live;
  }

  /** `meanwhile`: what is started once the controller listens. */
  async startController(
    meanwhile: () => readonly Promise<unknown>[] = () => [],
    more: Partial<StartOptions> = {},
  ): Promise<RunningPlane> {
    this.events = [];
    const started: Promise<unknown>[] = [];
    this.running = await startWebSocketDataPlane({
      network: this.network,
      listen: { host: loopback, port: this.port },
      token,
      shapeLinks: false,
      reportSeconds: 0.05,
      appearSeconds: 10,
      observer: { report: () => undefined, event: (event) => this.events.push(event) },
      onListening: () => void started.push(...meanwhile()),
      ...more,
    });
    await Promise.all(started);
    return this.running;
  }

  async startDaemon(host: number, more: Partial<DaemonOptions> = {}): Promise<Daemon> {
    const daemon = await startDaemon({
      name: this.network.hosts[host].name,
      controllerUrl: `ws://${loopback}:${this.port}`,
      token,
      listenHost: loopback,
      listenPort: 0,
      told: ({ message }) => this.told[host].push(message),
      ...more,
    });
    this.daemons[host] = daemon;
    if (host === this.network.proxy) return daemon;
    const { port, vm } = createMemoryPort();
    daemon.attachPort(this.network.vms[host - 1].mac, port);
    this.vmEnds[host - 1] = vm;
    return daemon;
  }

  async end(): Promise<void> {
    await this.running?.close();
    await Promise.all(this.daemons.map(async (daemon) => daemon.close()));
  }
}

/** One that nobody listens on at the moment. */
export async function freePort(): Promise<number> {
  const holder = createServer().listen(0, loopback);
  await new Promise((resolve) => holder.once("listening", resolve));
  const { port } = holder.address() as { port: number };
  await new Promise((resolve) => holder.close(resolve));
  return port;
}
