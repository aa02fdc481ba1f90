// The CPU of a simulation: what each host lets its VMs compute and send, and how much each VM has computed.
import type { Network } from "../model/network.ts";
import { Progress } from "./progress.ts";
import type { SimulatedUnderlay } from "./simulated-underlay.ts";
import type { Timeline } from "./timeline.ts";

/** Where VMs are at present; a VM that is not there computes nothing. */
export interface Presence {
  readonly mapping: Int32Array;
  isThere(vm: number): boolean;
}

/**
 * A VM computes on the cores that it claims, one where it claims none, at the share that its host leaves it; what it computes at the
 * same time shares them alike. Times in seconds.
 */
export class SimulatedCpu {
  readonly #network: Network;
  readonly #underlay: SimulatedUnderlay;
  readonly #presence: Presence;
  readonly #timeline: Timeline;
  readonly #work: (Set<Progress> | undefined)[]; // by VM
  readonly #steady: Float64Array; // by VM: CPU seconds per second of what is not in `#work`
  readonly #used: Float64Array; // CPU seconds until `#usedAt`
  readonly #usedAt: Float64Array;
  readonly #use: Float64Array; // CPU seconds per second since
  #shares: Float64Array; // by VM

  constructor(network: Network, underlay: SimulatedUnderlay, presence: Presence, timeline: Timeline) {
    const count = network.vms.length;
    this.#network = network;
    this.#underlay = underlay;
    this.#presence = presence;
    this.#timeline = timeline;
    this.#work = Array.from({ length: count });
    this.#steady = new Float64Array(count);
    this.#used = new Float64Array(count);
    this.#usedAt = new Float64Array(count);
    this.#use = new Float64Array(count);
    this.#shares = this.#sharesNow();
  }

  /** The share of what it would send or compute that a VM can, 0..1; 0 while it is not there. */
  shareOf(vm: number): number {
    return this.#shares[vm];
  }

  /** How many CPU seconds a VM can use per second at most. */
  capacityOf(vm: number): number {
    return this.#shares[vm] * this.#cores(vm);
  }

  /** Takes in that hosts or the places of VMs have changed; answers the VMs whose share has. */
  refresh(): number[] {
    const before = this.#shares;
    this.#shares = this.#sharesNow();
    const changed: number[] = [];
    for (let vm = 0; vm < before.length; vm++) {
      if (before[vm] === this.#shares[vm]) continue;
      changed.push(vm);
      this.#pace(vm);
    }
    return changed;
  }

  /** Has a VM compute; the returned function stops it. */
  compute(vm: number, cpuSeconds: number, done: () => void): () => void {
    const work = (this.#work[vm] ??= new Set());
    const leave = (): void => {
      progress.cancel();
      if (work.delete(progress)) this.#pace(vm);
    };
    const progress = new Progress(this.#timeline, cpuSeconds, () => {
      leave();
      done();
    });
    work.add(progress);
    this.#pace(vm);
    return leave;
  }

  /** Adds to, or takes from, what a VM uses on average; CPU seconds per second. */
  addSteady(vm: number, use: number): void {
    this.#steady[vm] = Math.max(0, this.#steady[vm] + use);
    this.#pace(vm);
  }

  /** CPU seconds that each VM has used so far. */
  used(): Float64Array {
    const { now } = this.#timeline;
    return this.#used.map((used, vm) => used + this.#use[vm] * (now - this.#usedAt[vm]));
  }

  #cores(vm: number): number {
    return Math.max(1, this.#network.vms[vm].cpu);
  }

  #pace(vm: number): void {
    const { now } = this.#timeline;
    const work = this.#work[vm];
    const count = work?.size ?? 0;
    const pace = this.#shares[vm] * Math.min(1, this.#cores(vm) / count);
    for (const progress of work ?? []) progress.setRate(pace);
    this.#used[vm] += this.#use[vm] * (now - this.#usedAt[vm]);
    this.#usedAt[vm] = now;
    this.#use[vm] = this.#steady[vm] + (count > 0 ? count * pace : 0);
  }

  #sharesNow(): Float64Array {
    const { mapping } = this.#presence;
    const byHost = this.#underlay.sendingShares(mapping);
    return Float64Array.from(mapping, (host, vm) =>
      this.#presence.isThere(vm) && this.#underlay.isHostUp(host) ? byHost[host] : 0,
    );
  }
}
