// What a daemon is beside its connection to the controller: a switch, links and ports, and how it obeys and reports.
import { randomInt } from "node:crypto";
import type { DaemonMethods, DaemonState, Place } from "../control/control-messages.ts";
import type { Handlers } from "../control/json-rpc-peer.ts";
import { encodeReport } from "../control/traffic-report-codec.ts";
import { DataplaneError } from "../dataplane-errors.ts";
import { formatMac, type MacAddress } from "../ethernet/mac-address.ts";
import type { EpochAnswer } from "../forwarding/epoch-tables.ts";
import { FrameSwitch } from "../forwarding/frame-switch.ts";
import type { Port } from "../port/port.ts";
import type { ControllerRpc } from "./controller-connection.ts";
import type { DaemonListener } from "./daemon-event.ts";
import { PeerLinks } from "./peer-links.ts";

/** Between two looks for markers that are overdue, seconds. */
const tickSeconds = 0.1;
/** Between two looks for dropped frames to tell of, seconds. */
const dropsSeconds = 1;

export class DaemonCore {
  readonly links: PeerLinks;
  readonly handlers: Handlers<DaemonMethods>;
  readonly #name: string;
  readonly #switch: FrameSwitch;
  readonly #told: DaemonListener;
  readonly #ports = new Map<MacAddress, Port>();
  readonly #timers: readonly NodeJS.Timeout[];
  #controller: ControllerRpc | undefined;
  #reportTimer: NodeJS.Timeout | undefined;
  #mustReportAll = true;
  #droppedBefore = 0;
  #places: readonly Place[] | undefined;

  /** `proxy`: the daemon at the centre of the star; at the Proxy its own name. */
  constructor(name: string, proxy: string, told: DaemonListener = () => undefined) {
    const marker =
      (timedOut: boolean) =>
      (epoch: number, source: MacAddress, destination: MacAddress): void =>
        this.#controller?.notify("marker", { epoch, source, destination, timedOut });
    this.#name = name;
    this.#told = told;
    this.#switch = new FrameSwitch({
      name,
      proxy,
      now: () => performance.now() / 1000,
      seed: randomInt(2 ** 32),
      on: { marker: marker(false), markerTimeout: marker(true) },
    });
    this.links = new PeerLinks({
      name,
      frameSwitch: this.#switch,
      changed: (peer, up, reason) => {
        this.#controller?.notify("link", { peer, up, reason });
        const message = `link to \`${peer}\` is ${up ? "up" : `down${reason && `: ${reason}`}`}`;
        told(up ? { kind: "link-up", peer, message } : { kind: "link-down", peer, reason, message });
      },
      unreachable: (peer, reason) => {
        told({ kind: "link-unreachable", peer, reason, message: reason });
        this.#controller?.notify("link", { peer, up: false, reason });
      },
    });
    this.handlers = handlersOf(this.#switch, this.links, {
      report: () => {
        this.#mustReportAll = true;
        this.#report();
      },
      state: () => this.state(),
      places: (places) => (this.#places = places),
      committed: (epoch) => this.#tellCommitted(epoch),
      told,
    });
    this.#timers = [
      setInterval(() => this.#switch.tick(), tickSeconds * 1000),
      setInterval(() => this.#tellDrops(), dropsSeconds * 1000),
    ];
  }

  get epoch(): number {
    return this.#switch.epoch;
  }

  state(): DaemonState {
    return {
      name: this.#name,
      epoch: this.#switch.epoch,
      ports: [...this.#switch.ports],
      links: this.links.states,
      rules: [...this.#switch.rulesOf(this.#switch.epoch)],
      drops: this.#drops(),
      detours: { ...this.#switch.detours },
      traffic: { ...this.#switch.counters.totals(), other: this.#switch.counters.other },
    };
  }

  attachPort(mac: MacAddress, port: Port): void {
    this.#ports.set(mac, port);
    this.#switch.attachPort(mac, port);
    this.#controller?.notify("vm", { mac });
    const text = formatMac(mac);
    this.#told({ kind: "port-attached", mac: text, message: `VM ${text} is plugged in` });
  }

  detachPort(mac: MacAddress): void {
    this.#ports.delete(mac);
    this.#switch.detachPort(mac);
    const text = formatMac(mac);
    this.#told({ kind: "port-detached", mac: text, message: `VM ${text} is unplugged` });
  }

  /** Where each VM is, as the controller has said. */
  get places(): readonly Place[] | undefined {
    return this.#places;
  }

  /** Tells a controller what it cannot know, and goes on telling it what changes. `proxy`: the daemon at the centre of the star. */
  obey(controller: ControllerRpc, proxy: string, reportSeconds: number): void {
    this.#controller = controller;
    this.#mustReportAll = true; // the last reports may not have arrived, or at another controller
    this.#switch.useProxy(proxy);
    for (const { peer, up } of this.links.states) if (up) controller.notify("link", { peer, up });
    for (const mac of this.#ports.keys()) controller.notify("vm", { mac });
    clearInterval(this.#reportTimer);
    this.#reportTimer = setInterval(() => this.#report(), reportSeconds * 1000);
  }

  /** The controller is gone; frames flow on. */
  carryOnAlone(): void {
    this.#controller = undefined;
  }

  /** Forgets links and rules: the network goes on without this daemon. Its VMs stay. */
  leaveNetwork(): void {
    for (const { peer } of this.links.states) this.links.close(peer);
    this.#switch.discard(this.#switch.epoch);
  }

  /** Ends links after what is queued has gone out, then ports and timers. */
  async close(): Promise<void> {
    for (const timer of [...this.#timers, this.#reportTimer]) clearInterval(timer);
    await this.links.end();
    for (const port of this.#ports.values()) port.close();
    this.#ports.clear();
  }

  #report(): void {
    if (this.#controller === undefined) return;
    const report = this.#switch.counters.report(this.#mustReportAll ? "all" : "changed");
    this.#mustReportAll = false;
    this.#controller.sendBinary(encodeReport(report));
  }

  #drops(): Record<string, number> {
    return { ...this.#switch.drops, "card-full": this.links.droppedIncoming };
  }

  #tellDrops(): void {
    const drops = this.#drops();
    const dropped = Object.values(drops).reduce((sum, frames) => sum + frames, 0);
    if (dropped === this.#droppedBefore) return;
    this.#controller?.notify("drops", { drops });
    const message = `${dropped - this.#droppedBefore} more frames were dropped`;
    this.#told({ kind: "frames-dropped", drops, message });
    this.#droppedBefore = dropped;
  }

  #tellCommitted(epoch: number): void {
    const rules = this.#switch.rulesOf(epoch).length;
    const message = `epoch ${epoch} is in force, ${rules} rules`;
    this.#told({ kind: "epoch-committed", epoch, rules, message });
  }
}

function handlersOf(
  frameSwitch: FrameSwitch,
  links: PeerLinks,
  own: {
    report(): void;
    state(): DaemonState;
    places(places: readonly Place[]): void;
    committed(epoch: number): void;
    readonly told: DaemonListener;
  },
): Handlers<DaemonMethods> {
  return {
    open: (request) => done(links.open(request)),
    close: ({ peer }) => done(links.close(peer)),
    places: ({ places }) => {
      own.places(places);
      return done(frameSwitch.setPlaces(places));
    },
    prepare: ({ epoch, rules, expect }) => accepted(frameSwitch.prepare(epoch, { rules, expect })),
    commit({ epoch, moved }) {
      accepted(frameSwitch.commit(epoch, { moved }));
      own.committed(epoch);
      return null;
    },
    discard: ({ epoch }) => done(frameSwitch.discard(epoch)),
    report: () => done(own.report()),
    query: () => own.state(),
    wanted: () => links.requests,
    notice: ({ message }) =>
      done(own.told({ kind: "notice", message: `the controller says: ${printable(message)}` })),
  };
}

function done(_result: void): null {
  return null;
}

function accepted(answer: EpochAnswer): null {
  if (!answer.ok) throw new DataplaneError("VNET_ERR_REQUEST_REFUSED", answer.message);
  return null;
}

/** One line that a terminal can show. */
function printable(text: string): string {
  return text.replace(/[^\x20-\x7e]+/g, "?");
}
