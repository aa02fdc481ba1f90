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
import { clockDifference } from "./clock-skew.ts";
import type { DaemonSession, SessionEvents } from "./control-server.ts";
import { EpochInForce } from "./epoch-in-force.ts";
import { Fleet } from "./fleet.ts";
import { LinkBook } from "./link-book.ts";
import { NetworkEvents } from "./network-events.ts";
import { moveObjection } from "./move-objection.ts";
import { ReportTranslator } from "./report-translator.ts";
import { Sequence } from "./sequence.ts";
import { closeLeftLinks, completeEpoch, highestEpoch, surveyDaemons } from "./take-over.ts";
import { nextOverlay, transitionObjection } from "./transition-objection.ts";
import { VmPlaces } from "./vm-places.ts";

/** Time for the star to come up once every daemon is there, seconds. */
const defaultStarSeconds = 10;
/** Time for the links of a daemon that has come back, seconds. */
const linkSeconds = 30;

export interface PlaneOptions {
  readonly network: Network;
  /** Lets every link have the rate and delay that the policy gives its path, and every host the rate of its card. */
  readonly shapeLinks: boolean;
  /** The clock of reports and events, seconds. */
  readonly now: () => number;
  /** The time of day, for comparison with that of daemons: seconds since 1970, UTC; left out: this machine's. */
  readonly clock?: () => number;
  /** Hears all reports and events, from the first daemon on. */
  readonly observer?: Parameters<DataPlane["observe"]>[0];
  /** How long the star may take once every daemon is there, seconds; left out: 10. */
  readonly starSeconds?: number;
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
  readonly #places: VmPlaces;
  readonly #epochs: EpochInForce;
  #epoch = 0; // the engine's; `#epochs` has the one on the wire
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
    if (options.observer) this.#events.observe(options.observer);
    this.#fleet = new Fleet(network);
    this.#reports = new ReportTranslator(network);
    this.#places = new VmPlaces(network);
    this.#links = new LinkBook({
      network,
      shapeLinks,
      session: (host) => this.#fleet.session(host),
      changed: (link, up, reason) => this.#events.link(link, up, reason),
    });
    const [fleet, links, { mapping }] = [this.#fleet, this.#links, this.#places];
    this.#epochs = new EpochInForce({ network, fleet, links, mapping });
  }

  /** The epoch on the wire, for the answer to hello. */
  get wireEpoch(): number {
    return this.#epochs.installed.epoch;
  }

  get reconfigurationSeconds(): number {
    return this.#reconfigurationSeconds;
  }

  /**
   * Waits for all daemons and builds the star. What an earlier controller has left at work is carried on as it is, its links
   * untouched, where all daemons agree on it; else an empty change clears it away. Rejects with VNET_ERR_DAEMON_MISSING or
   * VNET_ERR_LINK_LATE.
   */
  async start(appearSeconds: number, signal: AbortSignal): Promise<void> {
    const { hosts, proxy } = this.#network;
    await this.#fleet.whole(appearSeconds, signal);
    const { left, keep } = await surveyDaemons(this.#network, this.#fleet, this.#places.mapping);
    for (const link of keep) this.#links.adopt(link);
    const star = hosts.flatMap((_host, host) => (host === proxy ? [] : [{ a: host, b: proxy }]));
    await Promise.all([...star, ...(left?.overlay ?? [])].map((link) => this.#links.open(link)));
    await this.#links.allUp(star, this.#options.starSeconds ?? defaultStarSeconds, signal);
    this.#started = true;
    await this.#sendPlaces();
    if (left === undefined) {
      this.#epochs.installed = { epoch: highestEpoch(this.#fleet), rules: [] };
      await this.#measured(() => this.#epochs.change({ open: [], close: [], rules: [], signal }));
    } else {
      [this.#epochs.installed, this.#epoch] = [left, left.epoch];
      [this.#overlay, this.#routes] = [left.overlay, left.routes];
      await this.#measured(() => completeEpoch(this.#network, this.#fleet, left));
    }
    await closeLeftLinks(this.#network, this.#fleet, keep);
    for (const { host, difference } of this.#places.missing())
      this.#differs(this.#fleet.session(host), difference);
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
      mapping: this.#places.mapping.slice(),
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
        this.#epochs.change({
          ...transition,
          signal: either,
          decided: () => {
            this.#overlay = nextOverlay(this.#overlay, transition);
            this.#routes = transition.routes;
            this.#epoch = transition.epoch;
          },
        }),
      );
      return { kind: "applied", epoch: transition.epoch, seconds };
    });
    this.#isApplying = false;
    return answer;
  }

  async move(vm: number, to: number, signal: AbortSignal): Promise<Moved | Refused> {
    return this.#exclusive(async () => {
      const [{ moveVm }, { mapping }] = [this.#options, this.#places];
      if (!moveVm) return { kind: "refused", reason: "this data plane cannot move VMs" };
      const objection = moveObjection(this.#network, mapping, vm, to);
      if (objection !== undefined) return { kind: "refused", reason: objection };
      signal.throwIfAborted();
      const began = this.#options.now();
      await moveVm(vm, mapping[vm], to, signal);
      mapping[vm] = to;
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
    const { host, hello } = session;
    this.#events.daemonUp(host);
    const skew = clockDifference(hello.name, hello.clock, (this.#options.clock ?? timeOfDay)());
    if (skew !== undefined) this.#differs(session, skew);
    if (this.#started) void this.#restore(session).catch(() => undefined); // it is gone again
  }

  turnedAway(sentence: string): void {
    this.#events.turnedAway(sentence);
  }

  down(session: DaemonSession, reason: string, asked: boolean): void {
    this.#fleet.left(session);
    if (this.#stopped.signal.aborted) return;
    this.#events.daemonDown(session.host, reason, asked);
    this.#epochs.lost(session, reason);
    this.#links.lost(session.host);
  }

  link({ host }: DaemonSession, peer: string, up: boolean, reason: string): void {
    const other = this.#network.hosts.findIndex(({ name }) => name === peer);
    this.#links.report(host, other, up, reason);
  }

  marker(_session: DaemonSession, epoch: number, flow: Flow, timedOut: boolean): void {
    if (timedOut) this.#events.markerTimeout(flow);
    this.#epochs.acknowledged(epoch, flow);
  }

  vm(session: DaemonSession, mac: number): void {
    const { vm, isNews, hasMoved, difference } = this.#places.note(session.host, mac);
    if (isNews) this.#events.vmSeen(vm, session.host);
    if (difference !== undefined) this.#differs(session, difference);
    if (hasMoved && this.#started) void this.#sendPlaces();
  }

  drops({ host }: DaemonSession, drops: Readonly<Record<string, number>>): void {
    this.#events.drops(host, drops);
  }

  report({ host, hello }: DaemonSession, counted: DaemonReport): void {
    this.#events.report(this.#reports.translate(host, hello.startId, this.#options.now(), counted));
  }

  /** Told at both ends. */
  #differs({ host, rpc }: DaemonSession, message: string): void {
    this.#events.daemonDiffers(host, message);
    rpc.notify("notice", { message });
  }

  async #restore(session: DaemonSession): Promise<void> {
    void this.#rejoinStar(session); // which never waits for a change that is under way
    await this.#changes.run(() => this.#epochs.reinstall(session));
    await this.#links.allUp(this.#links.linksAt(session.host), linkSeconds, this.#stopped.signal);
    this.#events.daemonRestored(session.host);
  }

  async #rejoinStar({ host }: DaemonSession): Promise<void> {
    await this.#sendPlaces();
    await Promise.allSettled(this.#links.spokesAt(host).map((spoke) => this.#links.open(spoke)));
  }

  /** All daemons learn where each VM is; one that is gone learns it when it is back. */
  async #sendPlaces(): Promise<void> {
    const places = this.#places.list;
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

function timeOfDay(): number {
  return Date.now() / 1000;
}
