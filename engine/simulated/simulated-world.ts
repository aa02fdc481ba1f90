// Everything that a simulation consists of, and how it passes from one change to the next: between changes all rates are constant.
import { seededRandom } from "../plan/seeded-random.ts";
import type { EndpointIr } from "../../lang/ir/policy-ir.ts";
import type { Network } from "../model/network.ts";
import { ApplicationHost } from "./application-host.ts";
import { OfferedTraffic } from "./offered-traffic.ts";
import type { SimulatedApplication, Stop } from "./simulated-application.ts";
import { SimulatedCpu } from "./simulated-cpu.ts";
import { SimulatedDaemons } from "./simulated-daemons.ts";
import { SimulatedFlows } from "./simulated-flows.ts";
import { SimulatedOverlay } from "./simulated-overlay.ts";
import { SimulatedUnderlay } from "./simulated-underlay.ts";
import { sameMoment, Timeline } from "./timeline.ts";

/** VMs with their hosts, the network under and over them, what they send and compute, and the daemons that report it. */
export class SimulatedWorld {
  readonly network: Network;
  readonly timeline = new Timeline();
  readonly underlay: SimulatedUnderlay;
  readonly overlay: SimulatedOverlay;
  readonly daemons: SimulatedDaemons;
  readonly mapping: Int32Array;
  readonly offered: OfferedTraffic;
  readonly #moving = new Map<number, number>(); // VM -> host that it goes to
  readonly #flows: SimulatedFlows;
  readonly #cpu: SimulatedCpu;
  readonly #applications: ApplicationHost;
  readonly #updateSeconds: number;
  #reported = 0; // rounds
  #usedBefore: { readonly at: number; readonly used: Float64Array }; // CPU, two rounds of reports ago at most
  #usedAtReport: { readonly at: number; readonly used: Float64Array };

  constructor(network: Network, updateSeconds: number, seed: number) {
    this.network = network;
    this.mapping = network.initialMapping.slice();
    this.underlay = new SimulatedUnderlay(network);
    this.overlay = new SimulatedOverlay(network, (a, b) => this.underlay.isUp(a, b));
    this.daemons = new SimulatedDaemons(network, this.timeline);
    const presence = { mapping: this.mapping, isThere: (vm: number) => this.#isThere(vm) };
    this.#cpu = new SimulatedCpu(network, this.underlay, presence, this.timeline);
    this.#flows = new SimulatedFlows(
      {
        hostCount: network.hosts.length,
        vmCount: network.vms.length,
        underlay: this.underlay,
        walkOf: (from, to) =>
          this.#isThere(from) && this.#isThere(to) ? this.overlay.walkOf(from, to, this.mapping) : undefined,
        counterOf: (from, to) => this.daemons.counterOf(this.mapping[from], from, to),
      },
      this.timeline,
    );
    this.offered = new OfferedTraffic(this.#flows, this.#cpu);
    this.#applications = new ApplicationHost(this.timeline, this.#cpu, this.#flows, seededRandom(seed));
    this.#updateSeconds = updateSeconds;
    this.#usedAtReport = { at: 0, used: this.#cpu.used() };
    this.#usedBefore = this.#usedAtReport;
  }

  /** How often rates have been computed anew. */
  get updates(): number {
    return this.#flows.updates;
  }

  /** What arrives, bit/s, at this moment. */
  carriedBps(): number {
    this.#flows.update();
    return this.#flows.carriedBps();
  }

  /** CPU seconds per second of each VM, over the last report interval or so; NaN for VMs that were not seen. */
  vmCompute(): Float64Array {
    const { at, used } = this.#usedBefore;
    const { now } = this.timeline;
    return this.#cpu
      .used()
      .map((usedNow, vm) => (this.mapping[vm] < 0 ? NaN : now > at ? (usedNow - used[vm]) / (now - at) : 0));
  }

  run(application: SimulatedApplication): Stop {
    return this.#applications.run(application);
  }

  /** Lets simulated time pass, seconds ≥ 0; reports and events are delivered on the way. */
  advance(seconds: number): void {
    const end = this.timeline.now + seconds;
    for (;;) {
      this.#flows.update();
      const next = Math.min(this.timeline.next, this.#nextReport);
      if (next > end + sameMoment) break;
      this.timeline.elapse(next);
      if (this.timeline.next <= next + sameMoment) this.timeline.runDue();
      else this.#report();
    }
    this.timeline.elapse(end);
  }

  /**
   * Passes up to so many rounds of reports and ends with one, the only one that is delivered: reports are cumulative. Where
   * anything else is due on the way it ends before that, after one round at least. Answers how many have passed.
   */
  leap(mostRounds: number): number {
    this.#flows.update();
    const quiet = Math.floor((this.timeline.next - sameMoment) / this.#updateSeconds) - this.#reported;
    const rounds = Math.max(1, Math.min(mostRounds, quiet));
    this.#reported += rounds - 1;
    this.advance(this.#nextReport - this.timeline.now);
    return rounds;
  }

  /** Has a VM run on a host. */
  settle(vm: number, host: number): void {
    this.mapping[vm] = host;
    this.#flows.refreshVm(vm);
    this.#refreshCpu();
    const [vmName, hostName] = [this.network.vms[vm].name, this.network.hosts[host].name];
    this.daemons.emit({ kind: "vm-seen", vm, host, message: `\`${vmName}\` runs on \`${hostName}\`` });
  }

  /** Has a VM be on its way to a host, where it neither sends, receives nor computes; or not any more. */
  setMoving(vm: number, to: number | undefined): void {
    if (to === undefined) this.#moving.delete(vm);
    else this.#moving.set(vm, to);
    this.#flows.refreshVm(vm);
    this.#refreshCpu();
  }

  isMoving(vm: number): boolean {
    return this.#moving.has(vm);
  }

  /** VMs that run on a host or are on their way to it. */
  guestsOf(host: number): number {
    let count = 0;
    for (const place of this.mapping) if (place === host) count++;
    for (const to of this.#moving.values()) if (to === host) count++;
    return count;
  }

  /** Changes hosts; what is left out stays. */
  setHost(host: number, to: Parameters<SimulatedUnderlay["setHost"]>[1]): void {
    this.underlay.setHost(host, to);
    this.#refreshCpu();
    if (to.rateBps !== undefined) this.#flows.refreshAll();
  }

  setPaths(
    ends: { readonly ends: readonly [EndpointIr, EndpointIr]; readonly both: boolean },
    to: Parameters<SimulatedUnderlay["setPaths"]>[1],
  ): void {
    this.underlay.setPaths(ends, to);
    this.#flows.refreshAll();
  }

  /** Links, rules, or what is up have changed. */
  refreshWays(): void {
    this.#flows.refreshAll();
    this.#refreshCpu();
  }

  get #nextReport(): number {
    return (this.#reported + 1) * this.#updateSeconds;
  }

  #isThere(vm: number): boolean {
    return this.mapping[vm] >= 0 && !this.#moving.has(vm);
  }

  #refreshCpu(): void {
    for (const vm of this.#cpu.refresh()) this.#flows.refreshVm(vm);
  }

  #report(): void {
    this.#reported += 1;
    this.#usedBefore = this.#usedAtReport;
    this.#usedAtReport = { at: this.timeline.now, used: this.#cpu.used() };
    this.#flows.count();
    this.daemons.report((host) => this.underlay.isHostUp(host));
  }
}
