// A data plane in simulated time: a flow model whose rates are constant between events, for tests, back-tests and planner benches.
import type { GivenIr } from "../../lang/ir/policy-ir.ts";
import type {
  Applied,
  DataPlane,
  Moved,
  NetworkEvent,
  NetworkState,
  Refused,
  TrafficReport,
  Transition,
} from "../data-plane.ts";
import { FlowResources } from "../flow/flow-resources.ts";
import type { Network } from "../model/network.ts";
import { carriedRates } from "./carried-rates.ts";
import { OfferedTraffic, type Offer } from "./offered-traffic.ts";
import { SimulatedOverlay } from "./simulated-overlay.ts";
import { SimulatedUnderlay } from "./simulated-underlay.ts";
import { Timeline } from "./timeline.ts";
import { TrafficCounters } from "./traffic-counters.ts";

/** What a test gives its network, but for traffic in a file: who calls reads it and gives its rows as traffic. */
export type SimulatedGiven = Exclude<GivenIr, { kind: "traffic-file" }>;

export interface SimulationOptions {
  /** How often each daemon reports, seconds > 0. */
  readonly updateSeconds: number;
  /** How long a change of links and rules takes, seconds. Default 0: at once. */
  readonly reconfigurationSeconds?: number;
}

interface Observer {
  report(report: TrafficReport): void;
  event(event: NetworkEvent): void;
}

/** Two moments closer than this are one: sums of update intervals do not meet multiples exactly. Seconds. */
const sameMoment = 1e-9;

/**
 * Time passes only in `advance`. Rates are max-min fair over paths and cards, each flow up to what is offered and to what its
 * host's CPU lets it send. `apply` and `move` take effect, and their promises settle, at the simulated moment when they are due; code that
 * awaits them runs after `advance` returns, so advance in small steps. A VM that moves neither sends nor receives meanwhile.
 */
export class SimulatedDataPlane implements DataPlane {
  readonly reconfigurationSeconds: number;
  readonly #network: Network;
  readonly #updateSeconds: number;
  readonly #underlay: SimulatedUnderlay;
  readonly #overlay: SimulatedOverlay;
  readonly #offered = new OfferedTraffic();
  readonly #timeline = new Timeline();
  readonly #observers = new Set<Observer>();
  readonly #mapping: Int32Array;
  readonly #moving = new Map<number, number>(); // VM -> host that it goes to
  readonly #counters: TrafficCounters[];
  readonly #starts: number[];
  #now = 0;
  #isChanging = false;
  #carried: readonly Offer[] | undefined; // undefined = something has changed since

  constructor(network: Network, { updateSeconds, reconfigurationSeconds = 0 }: SimulationOptions) {
    this.#network = network;
    this.#updateSeconds = updateSeconds;
    this.reconfigurationSeconds = reconfigurationSeconds;
    this.#underlay = new SimulatedUnderlay(network);
    this.#overlay = new SimulatedOverlay(network, (a, b) => this.#underlay.isUp(a, b));
    this.#mapping = network.initialMapping.slice();
    this.#starts = network.hosts.map(() => 0);
    this.#counters = network.hosts.map((_, host) => this.#startDaemon(host));
    this.#scheduleReports(1);
  }

  /** Simulated seconds since the start. */
  get now(): number {
    return this.#now;
  }

  /** What arrives, bit/s, at this moment. */
  carriedBps(): number {
    return this.#rates().reduce((sum, { bps }) => sum + bps, 0);
  }

  /** Changes the network or the traffic now. */
  give(given: SimulatedGiven): void {
    switch (given.kind) {
      case "traffic": {
        const withdraw = this.#offered.offer(given.edges, given.rateBps);
        const end = (): void => {
          withdraw();
          this.#carried = undefined;
        };
        if (given.forSeconds !== undefined) this.#after(given.forSeconds, end);
        break;
      }
      case "vm":
        this.#settle(given.vm, given.host);
        break;
      case "host":
        this.#underlay.setHost(given.host, given);
        break;
      case "path":
        this.#underlay.setPaths(given, given);
        break;
      case "fault":
        this.#fault(given.host, given.otherHost, !given.restore);
        break;
    }
    this.#carried = undefined;
  }

  /** Lets simulated time pass, seconds ≥ 0; reports and events are delivered on the way. */
  advance(seconds: number): void {
    const end = this.#now + seconds;
    while (this.#timeline.next <= end + sameMoment) {
      this.#elapse(Math.max(this.#now, this.#timeline.next));
      this.#timeline.runNext();
    }
    this.#elapse(Math.max(this.#now, end));
  }

  observe(on: Observer): () => void {
    const observer = { ...on, report: on.report.bind(on), event: on.event.bind(on) };
    this.#observers.add(observer);
    return () => this.#observers.delete(observer);
  }

  snapshot(): Promise<NetworkState> {
    const { links, routes, epoch } = this.#overlay;
    return Promise.resolve({
      epoch,
      mapping: this.#mapping.slice(),
      overlay: links,
      linkUp: Uint8Array.from(links, ({ a, b }) => (this.#underlay.isUp(a, b) ? 1 : 0)),
      routes,
      carriedBps: this.carriedBps(),
      hostLoad: this.#underlay.hostLoad.slice(),
      vmCompute: new Float64Array(this.#network.vms.length).fill(NaN),
      pathRate: this.#underlay.pathRate.slice(),
      pathDelay: this.#underlay.pathDelay.slice(),
    });
  }

  apply(transition: Transition, signal: AbortSignal): Promise<Applied | Refused> {
    const seconds = this.reconfigurationSeconds;
    const fault = this.#isChanging ? "another transition is under way" : this.#overlay.faultOf(transition);
    if (fault !== undefined) return refused(fault);
    this.#isChanging = true;
    const done = (): void => void (this.#isChanging = false);
    return this.#take(seconds, signal, done, () => {
      const late = this.#overlay.faultOf(transition); // a host may have failed meanwhile
      if (late !== undefined) return { kind: "refused", reason: late };
      this.#overlay.change(transition);
      return { kind: "applied", epoch: transition.epoch, seconds };
    });
  }

  /** Takes the image's bytes over the path's rate, cards considered; a VM without an image or a path without a rate moves at once. */
  move(vm: number, to: number, signal: AbortSignal): Promise<Moved | Refused> {
    const fault = this.#moveFault(vm, to);
    if (fault !== undefined) return refused(fault);
    const from = this.#mapping[vm];
    const resources = new FlowResources(this.#network.hosts.length, this.#underlay);
    resources.along([from, to]);
    const seconds = (this.#network.vms[vm].imageBytes * 8) / Math.min(Infinity, ...resources.capacityBps);
    this.#moving.set(vm, to);
    this.#carried = undefined;
    const done = (): void => void this.#moving.delete(vm);
    return this.#take(seconds, signal, done, () => {
      if (!this.#underlay.isUp(from, to))
        return { kind: "refused", reason: `\`${this.#network.vms[vm].name}\` lost its way to the new host` };
      this.#settle(vm, to);
      return { kind: "moved", seconds, downtimeSeconds: seconds };
    });
  }

  /** Settles with what `finish` answers after so many seconds, at once for 0, or with a refusal when aborted before; `done` comes first. */
  #take<T>(
    seconds: number,
    signal: AbortSignal,
    done: () => void,
    finish: () => T | Refused,
  ): Promise<T | Refused> {
    return new Promise((resolve) => {
      const end = (answer: () => T | Refused): void => {
        signal.removeEventListener("abort", abort);
        done();
        this.#carried = undefined;
        resolve(answer());
      };
      const abort = (): void => {
        cancel();
        end(() => ({ kind: "refused", reason: "it was called off" }));
      };
      let cancel = (): void => {};
      if (signal.aborted) abort();
      else {
        signal.addEventListener("abort", abort);
        cancel = this.#after(seconds, () => end(finish));
      }
    });
  }

  /** Runs something after so many seconds, at once for 0; the returned function calls it off. */
  #after(seconds: number, run: () => void): () => void {
    if (seconds > 0) return this.#timeline.put(this.#now + seconds, run);
    run();
    return () => {};
  }

  /** Lets the time until `until`, in which nothing changes, pass. */
  #elapse(until: number): void {
    const seconds = until - this.#now;
    for (const { from, to, bps } of seconds > 0 ? this.#rates() : [])
      this.#counters[this.#mapping[from]].count(from, to, (bps * seconds) / 8);
    this.#now = until;
  }

  #rates(): readonly Offer[] {
    this.#carried ??= carriedRates(
      this.#network,
      this.#offered.byPair(),
      this.#mapping,
      new Set(this.#moving.keys()),
      this.#overlay,
      this.#underlay,
    );
    return this.#carried;
  }

  #scheduleReports(round: number): void {
    this.#timeline.put(round * this.#updateSeconds, () => {
      this.#scheduleReports(round + 1);
      this.#network.hosts.forEach((host, index) => {
        if (host.proxy || !this.#underlay.isHostUp(index)) return;
        const report = this.#counters[index].report(this.#now);
        for (const observer of this.#observers) observer.report(report);
      });
    });
  }

  #startDaemon(host: number): TrafficCounters {
    this.#starts[host] += 1;
    return new TrafficCounters(host, `${this.#network.hosts[host].name}#${this.#starts[host]}`);
  }

  #settle(vm: number, host: number): void {
    this.#mapping[vm] = host;
    const [vmName, hostName] = [this.#network.vms[vm].name, this.#network.hosts[host].name];
    this.#emit({ kind: "vm-seen", vm, host, message: `\`${vmName}\` runs on \`${hostName}\`` });
  }

  #moveFault(vm: number, to: number): string | undefined {
    const vmName = `\`${this.#network.vms[vm].name}\``;
    const host = this.#network.hosts[to];
    const guests = this.#mapping.filter((other) => other === to).length;
    const arriving = [...this.#moving.values()].filter((other) => other === to).length;
    if (this.#mapping[vm] < 0) return `${vmName} has not been seen yet`;
    if (this.#moving.has(vm)) return `${vmName} is on the move already`;
    if (host.proxy) return `\`${host.name}\` is the proxy, it runs no VM`;
    if (this.#mapping[vm] !== to && guests + arriving >= host.slots)
      return `\`${host.name}\` has no free slot of its ${host.slots}`;
    if (!this.#underlay.isUp(this.#mapping[vm], to)) return `${vmName} cannot reach \`${host.name}\``;
    return undefined;
  }

  #fault(host: number, otherHost: number | undefined, isFailed: boolean): void {
    const { links } = this.#overlay;
    const isUp = (): boolean[] => links.map(({ a, b }) => this.#underlay.isUp(a, b));
    const before = isUp();
    const wasHostUp = this.#underlay.isHostUp(host);
    if (otherHost === undefined) this.#underlay.setHostFailed(host, isFailed);
    else this.#underlay.setPairFailed(host, otherHost, isFailed);
    const { hosts } = this.#network;
    if (this.#underlay.isHostUp(host) !== wasHostUp) {
      if (!isFailed) this.#counters[host] = this.#startDaemon(host); // a new process counts from zero
      const kind = isFailed ? "daemon-down" : "daemon-up";
      this.#emit({
        kind,
        host,
        message: `the daemon of \`${hosts[host].name}\` is ${isFailed ? "down" : "up"}`,
      });
    }
    isUp().forEach((isUpNow, index) => {
      if (isUpNow === before[index]) return;
      const { a, b } = links[index];
      const message = `\`${hosts[a].name} <-> ${hosts[b].name}\` is ${isUpNow ? "up" : "down"}`;
      this.#emit({ kind: isUpNow ? "link-up" : "link-down", host: a, otherHost: b, message });
    });
  }

  #emit(event: Omit<NetworkEvent, "at">): void {
    for (const observer of this.#observers) observer.event({ at: this.#now, ...event });
  }
}

function refused(reason: string): Promise<Refused> {
  return Promise.resolve({ kind: "refused", reason });
}
