// What happens in the network as events with one sentence each, delivered with the traffic reports to observers.
import type { DataPlane, NetworkEvent, TrafficReport } from "../../engine/data-plane.ts";
import type { Network } from "../../engine/model/network.ts";
import type { Flow } from "../control/control-messages.ts";
import type { HostPair } from "./link-book.ts";

type Observer = Parameters<DataPlane["observe"]>[0];

export class NetworkEvents {
  readonly #network: Network;
  readonly #now: () => number;
  readonly #observers = new Set<{ readonly on: Observer }>();

  /** `now`: the clock of the events, seconds. */
  constructor(network: Network, now: () => number) {
    this.#network = network;
    this.#now = now;
  }

  /** Until the answer is called; the same observer may be given several times. */
  observe(on: Observer): () => void {
    const entry = { on };
    this.#observers.add(entry);
    return () => this.#observers.delete(entry);
  }

  report(report: TrafficReport): void {
    for (const { on } of this.#observers) on.report(report);
  }

  daemonUp(host: number): void {
    this.#emit({ kind: "daemon-up", message: `daemon ${this.#host(host)} is up`, host });
  }

  /** `asked`: somebody wanted it to end. */
  daemonDown(host: number, reason: string, asked: boolean): void {
    const message = `daemon ${this.#host(host)} ${asked ? "has left" : "is lost"}: ${reason}`;
    this.#emit({ kind: asked ? "daemon-left" : "daemon-down", message, host, reason });
  }

  /** A daemon that was gone has links and rules as before. */
  daemonRestored(host: number): void {
    const message = `daemon ${this.#host(host)} has its links and rules again`;
    this.#emit({ kind: "daemon-restored", message, host });
  }

  turnedAway(message: string): void {
    this.#emit({ kind: "daemon-turned-away", message });
  }

  /** Something at a daemon is not as it is here: its clock, its VMs. */
  daemonDiffers(host: number, message: string): void {
    this.#emit({ kind: "daemon-differs", message, host });
  }

  link({ a, b }: HostPair, up: boolean, reason: string): void {
    const state = up ? "up" : `down${reason && `: ${reason}`}`;
    const message = `link ${this.#host(a)} <-> ${this.#host(b)} is ${state}`;
    this.#emit({
      kind: up ? "link-up" : "link-down",
      message,
      host: a,
      otherHost: b,
      ...(reason !== "" && { reason }),
    });
  }

  vmSeen(vm: number, host: number): void {
    const message = `VM \`${this.#network.vms[vm].name}\` is at ${this.#host(host)}`;
    this.#emit({ kind: "vm-seen", message, vm, host });
  }

  markerTimeout({ source, destination }: Flow): void {
    const message = `the old way from ${this.#vm(source)} to ${this.#vm(destination)} did not report empty in time; frames may be out of order`;
    this.#emit({ kind: "marker-timeout", message });
  }

  /** `drops`: frames lost at the daemon since it started, by reason. */
  drops(host: number, drops: Readonly<Record<string, number>>): void {
    const reasons = Object.entries(drops).filter(([, frames]) => frames > 0);
    const list = reasons.map(([reason, frames]) => `${frames} ${reason}`).join(", ");
    const message = `daemon ${this.#host(host)} has dropped frames: ${list}`;
    this.#emit({ kind: "frames-dropped", message, host });
  }

  measured(seconds: number): void {
    const message = `the network reconfigures itself in ${(seconds * 1000).toFixed(1)} ms`;
    this.#emit({ kind: "measured", message, seconds });
  }

  #emit(event: Omit<NetworkEvent, "at">): void {
    const stamped = { at: this.#now(), ...event };
    for (const { on } of this.#observers) on.event(stamped);
  }

  #host(host: number): string {
    return `\`${this.#network.hosts[host].name}\``;
  }

  #vm(mac: number): string {
    return `\`${this.#network.vms.find((vm) => vm.mac === mac)?.name ?? mac.toString(16)}\``;
  }
}
