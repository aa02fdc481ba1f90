// The physical network of a simulation: paths, cards, the CPU of hosts, and what has failed.
import type { EndpointIr } from "../../lang/ir/policy-ir.ts";
import type { Underlay } from "../flow/flow-resources.ts";
import { sendingShare } from "../flow/sending-share.ts";
import { hostsAt } from "../model/endpoint-match.ts";
import type { Network } from "../model/network.ts";
import { estimatedPaths } from "../model/path-matrix.ts";

/** Starts as the policy describes it. Host-by-host matrices are row = from, column = to. */
export class SimulatedUnderlay implements Underlay {
  /** Bit/s, NaN = unbounded. Another array after each change, so that it can be given away; as `pathDelay`. */
  pathRate: Float64Array;
  pathDelay: Float64Array; // seconds
  readonly hostLoad: Float64Array; // 0..1, by others than our VMs
  readonly #network: Network;
  readonly #cards: Float64Array;
  readonly #cores: Float64Array;
  readonly #failedHosts = new Set<number>();
  readonly #failedPairs = new Set<number>();

  constructor(network: Network) {
    const { rate, delay } = estimatedPaths(network);
    this.#network = network;
    this.pathRate = rate;
    this.pathDelay = delay;
    this.hostLoad = new Float64Array(network.hosts.length);
    this.#cards = Float64Array.from(network.hosts, (host) => host.rateBps);
    this.#cores = Float64Array.from(network.hosts, (host) => host.cpu);
  }

  pathBps(from: number, to: number): number {
    return this.pathRate[from * this.#network.hosts.length + to];
  }

  cardBps(host: number): number {
    return this.#cards[host];
  }

  /** The share of what they would send that the VMs of each host can send, given where they run. */
  sendingShares(mapping: Int32Array): number[] {
    const claims = new Float64Array(this.#network.hosts.length);
    this.#network.vms.forEach((vm, index) => {
      if (mapping[index] >= 0) claims[mapping[index]] += vm.cpu;
    });
    return this.#network.hosts.map((_, host) =>
      sendingShare(this.hostLoad[host], this.#cores[host], claims[host]),
    );
  }

  isHostUp(host: number): boolean {
    return !this.#failedHosts.has(host);
  }

  /** Frames get from one host to the other and back. */
  isUp(a: number, b: number): boolean {
    if (this.#failedHosts.size === 0 && this.#failedPairs.size === 0) return true;
    return this.isHostUp(a) && this.isHostUp(b) && !this.#failedPairs.has(this.#pair(a, b));
  }

  setHost(
    host: number,
    to: { load?: number | undefined; cpu?: number | undefined; rateBps?: number | undefined },
  ): void {
    this.hostLoad[host] = to.load ?? this.hostLoad[host];
    this.#cores[host] = to.cpu ?? this.#cores[host];
    this.#cards[host] = to.rateBps ?? this.#cards[host];
  }

  setPaths(
    ends: { readonly ends: readonly [EndpointIr, EndpointIr]; readonly both: boolean },
    to: { rateBps?: number | undefined; delaySeconds?: number | undefined },
  ): void {
    const { hosts } = this.#network;
    const [first, second] = ends.ends.map((end) => hostsAt(end, hosts));
    this.pathRate = this.pathRate.slice();
    this.pathDelay = this.pathDelay.slice();
    const set = (from: number, other: number): void => {
      if (from === other) return;
      const cell = from * hosts.length + other;
      this.pathRate[cell] = to.rateBps ?? this.pathRate[cell];
      this.pathDelay[cell] = to.delaySeconds ?? this.pathDelay[cell];
    };
    for (const a of first)
      for (const b of second) {
        set(a, b);
        if (ends.both) set(b, a);
      }
  }

  setHostFailed(host: number, isFailed: boolean): void {
    if (isFailed) this.#failedHosts.add(host);
    else this.#failedHosts.delete(host);
  }

  setPairFailed(a: number, b: number, isFailed: boolean): void {
    if (isFailed) this.#failedPairs.add(this.#pair(a, b));
    else this.#failedPairs.delete(this.#pair(a, b));
  }

  #pair(a: number, b: number): number {
    return Math.min(a, b) * this.#network.hosts.length + Math.max(a, b);
  }
}
