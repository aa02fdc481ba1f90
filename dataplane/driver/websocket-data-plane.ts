// The engine's data plane over real daemons: they connect here, and transitions become requests to them.
import type {
  Applied,
  DataPlane,
  Moved,
  NetworkState,
  Refused,
  Transition,
} from "../../engine/data-plane.ts";
import type { Link, Network } from "../../engine/model/network.ts";
import type { Routes } from "../../engine/model/route.ts";
import type { DaemonState, Flow } from "../control/control-messages.ts";
import type { DaemonReport } from "../control/traffic-report-codec.ts";
import { DataplaneError, messageOf } from "../dataplane-errors.ts";
import { changeRules, type Installed, nextEpoch, wireRule } from "./change-rules.ts";
import type { DaemonSession, SessionEvents } from "./control-server.ts";
import { Fleet } from "./fleet.ts";
import { LinkBook } from "./link-book.ts";
import type { MarkerWatch } from "./marker-watch.ts";
import { NetworkEvents } from "./network-events.ts";
import { ReportTranslator } from "./report-translator.ts";
import { Sequence } from "./sequence.ts";
import { closeLeftLinks, highestEpoch } from "./take-over.ts";
import { nextOverlay, transitionObjection } from "./transition-objection.ts";

/** Time for the star to come up once every daemon is there, seconds. */
const starSeconds = 10;

export interface PlaneOptions {
  readonly network: Network;
  /** Lets every link have the rate and delay that the policy gives its path, and every host the rate of its card. */
  readonly shapeLinks: boolean;
  /** The clock of reports and events, seconds. */
  readonly now: () => number;
  /** Carries a VM's port from one host to another; resolves when its daemon has it. Without it VMs do not move. */
  readonly moveVm?: (vm: number, from: number, to: number, signal: AbortSignal) => Promise<void>;
}

/** Made by `startWebSocketDataPlane`. What changes daemons runs one after another; a second transition meanwhile is refused. */
export class WebSocketDataPlane implements DataPlane, SessionEvents {
  readonly #options: PlaneOptions;
  readonly #network: Network;
  readonly #events: NetworkEvents;
  readonly #fleet: Fleet;
  readonly #links: LinkBook;
  readonly #reports: ReportTranslator;
  readonly #changes = new Sequence();
  readonly #stopped = new AbortController();
  readonly #mapping: Int32Array;
  readonly #seen = new Set<number>(); // VMs
  #undecided: AbortController | undefined; // of a change that can still be undone
  #markers: MarkerWatch | undefined;
  #installed: Installed = { epoch: 0, rules: [] };
  #epoch = 0; // the engine's; `#installed` has the one on the wire
  #overlay: readonly Link[] = [];
  #routes: Routes = [];
  #started = false;
  #isApplying = false;
  #reconfigurationSeconds = NaN;

  constructor(options: PlaneOptions) {
    const { network, shapeLinks } = options;
    this.#options = options;
    this.#network = network;
    this.#events = new NetworkEvents(network, () => options.now());
    this.#fleet = new Fleet(network);
    this.#reports = new ReportTranslator(network);
    this.#mapping = Int32Array.from(network.initialMapping);
    this.#links = new LinkBook({
      network,
      shapeLinks,
      session: (host) => this.#fleet.session(host),
      changed: (link, up, reason) => this.#events.link(link, up, reason),
    });
  }

  /** The epoch on the wire, for the answer to hello. */
  get wireEpoch(): number {
    return this.#installed.epoch;
  }

  get reconfigurationSeconds(): number {
    return this.#reconfigurationSeconds;
  }

  /** Waits for all daemons, builds the star and measures an empty change. Rejects with VNET_ERR_DAEMON_MISSING or VNET_ERR_LINK_LATE. */
  async start(appearSeconds: number, signal: AbortSignal): Promise<void> {
    const { hosts, proxy } = this.#network;
    await this.#fleet.whole(appearSeconds, signal);
    const star = hosts.flatMap((_host, host) => (host === proxy ? [] : [{ a: host, b: proxy }]));
    await Promise.all(star.map((spoke) => this.#links.open(spoke)));
    await this.#links.allUp(star, starSeconds, signal);
    this.#started = true;
    this.#installed = { epoch: highestEpoch(this.#fleet), rules: [] };
    await this.#sendPlaces();
    await this.#measured(() => this.#install([], [], [], signal));
    await closeLeftLinks(this.#fleet, hosts[proxy].name);
  }

  /** Whoever begins to observe gets every pair once: the reports in between have only those that have changed. */
  observe(on: Parameters<DataPlane["observe"]>[0]): () => void {
    void this.flushReports();
    return this.#events.observe(on);
  }

  async snapshot(): Promise<NetworkState> {
    const { hosts, vms } = this.#network;
    const unknown = (size: number): Float64Array => new Float64Array(size).fill(NaN);
    return {
      epoch: this.#epoch,
      mapping: this.#mapping.slice(),
      overlay: this.#overlay,
      linkUp: Uint8Array.from(this.#overlay, (link) => (this.#links.isUp(link) ? 1 : 0)),
      routes: this.#routes,
      carriedBps: NaN, // daemons count what their VMs send, not what arrives
      hostLoad: unknown(hosts.length),
      vmCompute: unknown(vms.length),
      pathRate: unknown(hosts.length ** 2),
      pathDelay: unknown(hosts.length ** 2),
    };
  }

  async apply(transition: Transition, signal: AbortSignal): Promise<Applied | Refused> {
    if (this.#isApplying) return { kind: "refused", reason: "another transition is under way" };
    this.#isApplying = true;
    const answer = await this.#exclusive<Applied>(async () => {
      const objection = transitionObjection(this.#network, this.#overlay, this.#epoch, transition);
      if (objection !== undefined) return { kind: "refused", reason: objection };
      const either = AbortSignal.any([signal, this.#stopped.signal]);
      const seconds = await this.#measured(() =>
        this.#install(transition.open, transition.close, transition.rules, either, () => {
          this.#overlay = nextOverlay(this.#overlay, transition);
          this.#routes = transition.routes;
          this.#epoch = transition.epoch;
        }),
      );
      return { kind: "applied", epoch: transition.epoch, seconds };
    });
    this.#isApplying = false;
    return answer;
  }

  async move(vm: number, to: number, signal: AbortSignal): Promise<Moved | Refused> {
    return this.#exclusive(async () => {
      const [{ moveVm }, from] = [this.#options, this.#mapping[vm] ?? -1];
      if (!moveVm) return { kind: "refused", reason: "this data plane cannot move VMs" };
      if (from < 0)
        return { kind: "refused", reason: `VM \`${this.#network.vms[vm]?.name}\` has not been seen yet` };
      const host = this.#network.hosts[to];
      if (host.proxy) return { kind: "refused", reason: `\`${host.name}\` is the Proxy and runs no VM` };
      if (from !== to && this.#mapping.filter((other) => other === to).length >= host.slots)
        return { kind: "refused", reason: `\`${host.name}\` has no free slot of its ${host.slots}` };
      signal.throwIfAborted();
      const began = this.#options.now();
      await moveVm(vm, from, to, signal);
      this.#mapping[vm] = to;
      await this.#sendPlaces();
      const seconds = this.#options.now() - began;
      return { kind: "moved", seconds, downtimeSeconds: seconds };
    });
  }

  /** Resolves when a report of every pair that each connected daemon makes now has been delivered to the observers. */
  async flushReports(): Promise<void> {
    await Promise.allSettled(this.#fleet.connected.map(({ rpc }) => rpc.call("report", {})));
  }

  /** What each connected daemon says of itself now; one that does not answer is left out. */
  async daemonStates(): Promise<DaemonState[]> {
    return this.#fleet.states();
  }

  /** No change starts any more; one that waits is refused. */
  stop(): void {
    this.#stopped.abort(new DataplaneError("VNET_ERR_PLANE_STOPPED", "the data plane has been stopped"));
  }

  up(session: DaemonSession): void {
    this.#fleet.joined(session);
    this.#events.daemon(session.host, true, "");
    if (!this.#started) return;
    void this.#rejoinStar(session); // which never waits for a change that is under way
    void this.#changes.run(() => this.#reinstall(session)).catch(() => undefined);
  }

  down(session: DaemonSession, reason: string): void {
    this.#fleet.left(session);
    if (this.#stopped.signal.aborted) return;
    this.#events.daemon(session.host, false, reason);
    const message = `daemon \`${session.hello.name}\` was lost: ${reason}`;
    this.#undecided?.abort(new DataplaneError("VNET_ERR_CONTROL_LOST", message));
    this.#markers?.giveUp(session.host);
    this.#links.lost(session.host);
  }

  link({ host }: DaemonSession, peer: string, up: boolean, reason: string): void {
    const other = this.#network.hosts.findIndex(({ name }) => name === peer);
    this.#links.report(host, other, up, reason);
  }

  marker(_session: DaemonSession, epoch: number, flow: Flow, timedOut: boolean): void {
    if (timedOut) this.#events.markerTimeout(flow);
    this.#markers?.acknowledged(epoch, flow);
  }

  vm({ host }: DaemonSession, mac: number): void {
    const vm = this.#network.vms.findIndex((each) => each.mac === mac);
    if (vm < 0 || (this.#seen.has(vm) && this.#mapping[vm] === host)) return;
    this.#seen.add(vm);
    this.#events.vmSeen(vm, host);
    if (this.#mapping[vm] === host) return;
    this.#mapping[vm] = host;
    if (this.#started) void this.#sendPlaces();
  }

  drops({ host }: DaemonSession, drops: Readonly<Record<string, number>>): void {
    this.#events.drops(host, drops);
  }

  report({ host, hello }: DaemonSession, counted: DaemonReport): void {
    this.#events.report(this.#reports.translate(host, hello.startId, this.#options.now(), counted));
  }

  async #install(
    open: readonly Link[],
    close: readonly Link[],
    rules: Transition["rules"],
    signal: AbortSignal,
    decided?: () => void,
  ): Promise<void> {
    const before = this.#installed;
    const after = { epoch: nextEpoch(before.epoch), rules };
    const undecided = new AbortController();
    this.#undecided = undecided;
    await changeRules({
      network: this.#network,
      mapping: this.#mapping,
      links: this.#links,
      open,
      close: close.filter((link) => !this.#links.isSpoke(link)), // the star's links are never closed
      before,
      after,
      signal: AbortSignal.any([signal, undecided.signal]),
      session: (host) => this.#fleet.session(host),
      decided: (markers) => {
        this.#undecided = undefined;
        this.#markers = markers;
        this.#installed = after;
        decided?.();
      },
    });
    this.#markers = undefined;
  }

  async #rejoinStar({ host }: DaemonSession): Promise<void> {
    await this.#sendPlaces();
    await Promise.allSettled(this.#links.spokesAt(host).map((spoke) => this.#links.open(spoke)));
  }

  /** Brings a daemon that has come (back) to the state of the others. */
  async #reinstall({ rpc, host }: DaemonSession): Promise<void> {
    await Promise.allSettled(this.#links.linksAt(host).map((link) => this.#links.open(link)));
    const { epoch, rules } = this.#installed;
    if (epoch === 0 || (await rpc.call("query", {})).epoch === epoch) return;
    const own = (rules[host] ?? []).map((rule) => wireRule(this.#network, rule));
    await rpc.call("prepare", { epoch, rules: own, expect: [] });
    await rpc.call("commit", { epoch, moved: [] });
  }

  /** All daemons learn where each VM is; one that is gone learns it when it is back. */
  async #sendPlaces(): Promise<void> {
    const places = this.#network.vms.flatMap(({ mac }, vm) => {
      const host = this.#network.hosts[this.#mapping[vm]];
      return host ? [{ mac, daemon: host.name }] : [];
    });
    await Promise.allSettled(this.#fleet.connected.map(({ rpc }) => rpc.call("places", { places })));
  }

  async #measured(change: () => Promise<void>): Promise<number> {
    const began = this.#options.now();
    await change();
    this.#reconfigurationSeconds = this.#options.now() - began;
    this.#events.measured(this.#reconfigurationSeconds);
    return this.#reconfigurationSeconds;
  }

  async #exclusive<T>(change: () => Promise<T | Refused>): Promise<T | Refused> {
    return this.#changes.run(async () => {
      try {
        this.#stopped.signal.throwIfAborted();
        return await change();
      } catch (error) {
        return { kind: "refused", reason: messageOf(error) };
      }
    });
  }
}
