// A mapping in the making: which VMs have found a host, and where the next one may go.
import type { Network } from "../../model/network.ts";

/** Where a VM is before any choice: at a host that it keeps, or free to be placed. */
export interface Start {
  readonly network: Network;
  readonly present: Int32Array;
  /** VM -> host for those that are mapped from the start, -1 = not. */
  readonly fixed: Int32Array;
  /** VMs that are neither mapped nor to be placed: they keep their host and take up room on it. */
  readonly stays: Uint8Array;
  /** VMs that must share a host, per VM; a VM alone is its own unit. */
  readonly unitOf: readonly (readonly number[])[];
  /** A host that VMs are to leave, -1 = none. */
  readonly leaving: number;
}

export class Placement {
  /** VM -> host; -1 = has no place yet, or has not been seen. */
  readonly hostOf: Int32Array;
  readonly #start: Start;
  readonly #apartOf: readonly number[][];
  readonly #isMapped: Uint8Array;
  readonly #isTouched: Uint8Array;
  readonly #slots: Float64Array; // free, per host
  readonly #cpu: Float64Array;
  readonly #memory: Float64Array;

  constructor(start: Start) {
    const { network } = start;
    this.#start = start;
    this.hostOf = new Int32Array(network.vms.length).fill(-1);
    this.#isMapped = new Uint8Array(network.vms.length);
    this.#isTouched = new Uint8Array(network.hosts.length);
    this.#slots = Float64Array.from(network.hosts, (host) => (host.proxy ? 0 : host.slots));
    this.#cpu = Float64Array.from(network.hosts, (host) => host.cpu);
    this.#memory = Float64Array.from(network.hosts, (host) => host.memoryBytes);
    this.#apartOf = network.vms.map(() => []);
    for (const group of network.apart) {
      for (const vm of group) this.#apartOf[vm].push(...group.filter((other) => other !== vm));
    }
    network.vms.forEach((_, vm) => {
      if (start.stays[vm]) this.#occupy(vm, start.present[vm]);
      else if (start.fixed[vm] >= 0) this.#map(vm, start.fixed[vm]);
    });
  }

  isMapped(vm: number): boolean {
    return this.#isMapped[vm] === 1;
  }

  /** Nothing has been mapped on the host yet; VMs that merely stay there do not count. */
  isUntouched(host: number): boolean {
    return this.#isTouched[host] === 0;
  }

  /** No slot is left, and none comes back: what is placed stays. */
  isFull(host: number): boolean {
    return this.#slots[host] < 1;
  }

  /** Room, and no constraint against it, for the VM and all that must share its host. */
  fits(vm: number, host: number): boolean {
    const { network, leaving, unitOf } = this.#start;
    if (network.hosts[host].proxy || host === leaving) return false;
    const unit = unitOf[vm];
    if (unit.length > this.#slots[host]) return false;
    let cpu = 0;
    let memory = 0;
    for (const member of unit) {
      cpu += network.vms[member].cpu;
      memory += network.vms[member].memoryBytes;
      if (this.#apartOf[member].some((other) => this.hostOf[other] === host)) return false;
    }
    return (cpu === 0 || cpu <= this.#cpu[host]) && (memory === 0 || memory <= this.#memory[host]);
  }

  /** Maps a VM and all that must share its host. */
  place(vm: number, host: number): void {
    for (const member of this.#start.unitOf[vm]) this.#map(member, host);
  }

  #map(vm: number, host: number): void {
    this.#isMapped[vm] = 1;
    this.#isTouched[host] = 1;
    this.#occupy(vm, host);
  }

  #occupy(vm: number, host: number): void {
    this.hostOf[vm] = host;
    if (host < 0) return;
    this.#slots[host] -= 1;
    this.#cpu[host] -= this.#start.network.vms[vm].cpu;
    this.#memory[host] -= this.#start.network.vms[vm].memoryBytes;
  }
}
