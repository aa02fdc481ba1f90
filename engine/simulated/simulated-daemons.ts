// The daemons of a simulation: one per host, each counts what its VMs send and reports it to whoever observes.
import type { NetworkEvent, TrafficReport } from "../data-plane.ts";
import type { Network } from "../model/network.ts";
import type { Timeline } from "./timeline.ts";
import { type PairCounter, TrafficCounters } from "./traffic-counters.ts";

export interface Observer {
  report(report: TrafficReport): void;
  event(event: NetworkEvent): void;
}

export class SimulatedDaemons {
  readonly #network: Network;
  readonly #timeline: Timeline;
  readonly #observers = new Set<Observer>();
  readonly #starts: number[];
  readonly #counters: TrafficCounters[];

  constructor(network: Network, timeline: Timeline) {
    this.#network = network;
    this.#timeline = timeline;
    this.#starts = network.hosts.map(() => 0);
    this.#counters = network.hosts.map((_, host) => this.#startDaemon(host));
  }

  /** The returned function ends it. */
  observe(on: Observer): () => void {
    const observer = { report: on.report.bind(on), event: on.event.bind(on) };
    this.#observers.add(observer);
    return () => this.#observers.delete(observer);
  }

  /** Every daemon that is up reports; the Proxy has no VMs to report of. */
  report(isHostUp: (host: number) => boolean): void {
    this.#network.hosts.forEach(({ proxy }, host) => {
      if (proxy || !isHostUp(host)) return;
      const report = this.#counters[host].report(this.#timeline.now);
      for (const observer of this.#observers) observer.report(report);
    });
  }

  /** The counter of a pair whose sender runs on the host. */
  counterOf(host: number, from: number, to: number): PairCounter {
    return this.#counters[host].counterOf(from, to);
  }

  /** A new process, which counts from zero. */
  restart(host: number): void {
    this.#counters[host] = this.#startDaemon(host);
  }

  emit(event: Omit<NetworkEvent, "at">): void {
    for (const observer of this.#observers) observer.event({ at: this.#timeline.now, ...event });
  }

  #startDaemon(host: number): TrafficCounters {
    this.#starts[host] += 1;
    return new TrafficCounters(host, `${this.#network.hosts[host].name}#${this.#starts[host]}`);
  }
}
