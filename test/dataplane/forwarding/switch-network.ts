// Switches of several daemons joined by links that deliver when the test says so, with a VM's port on each.
import { framesOf, slabOf } from "../../../dataplane/ethernet/frame-slab.ts";
import { writeFrameHeader } from "../../../dataplane/ethernet/frame-header.ts";
import type { HoldLimits } from "../../../dataplane/forwarding/flow-holds.ts";
import { FrameSwitch } from "../../../dataplane/forwarding/frame-switch.ts";
import type { Link, LinkBatch, LinkDrop } from "../../../dataplane/link/link.ts";
import type { Port } from "../../../dataplane/port/port.ts";

/** One end of a link whose batches wait until `deliver` hands over the oldest. */
export class ManualLink implements Link {
  readonly waiting: LinkBatch[] = [];
  readonly sent: { batch: LinkBatch; urgent: boolean }[] = [];
  /** What the next batches that are not urgent are answered. */
  refusal: LinkDrop | undefined;
  readonly queuedBytes = 0;
  #handler: ((batch: LinkBatch) => void) | undefined;
  #peer: ManualLink | undefined;

  static pair(): [ManualLink, ManualLink] {
    const [a, b] = [new ManualLink(), new ManualLink()];
    a.#peer = b;
    b.#peer = a;
    return [a, b];
  }

  receiveBatch(handler: (batch: LinkBatch) => void): void {
    this.#handler = handler;
  }

  sendBatch(batch: LinkBatch, urgent = false): LinkDrop | undefined {
    if (this.refusal !== undefined && !urgent) return this.refusal;
    this.sent.push({ batch, urgent });
    this.#peer?.waiting.push(batch);
    return undefined;
  }

  /** Hands the oldest waiting batch to this end; answers whether there was one. */
  deliver(): boolean {
    const batch = this.waiting.shift();
    if (batch !== undefined) this.#handler?.(batch);
    return batch !== undefined;
  }

  /** Gives this end a batch that no peer has sent. */
  inject(batch: LinkBatch): void {
    this.#handler?.(batch);
  }

  onClose(): void {}
  close(): void {}
}

/** A VM's card: what it received, and its way to send. */
export class ManualPort implements Port {
  readonly received: Uint8Array[] = [];
  #handler: ((slab: Uint8Array) => void) | undefined;

  receiveBatch(handler: (slab: Uint8Array) => void): void {
    this.#handler = handler;
  }

  sendBatch(slab: Uint8Array): void {
    this.received.push(...framesOf(slab).map((frame) => frame.slice()));
  }

  /** The VM sends. */
  send(...frames: Uint8Array[]): void {
    this.#handler?.(slabOf(frames));
  }

  sendSlab(slab: Uint8Array): void {
    this.#handler?.(slab);
  }

  close(): void {}
}

/** A frame of 60 octets with a number behind its header. */
export function frameOf(source: number, destination: number, number: number, length = 60): Uint8Array {
  const bytes = new Uint8Array(length);
  writeFrameHeader(bytes, 0, { source, destination, etherType: 0x88b6 });
  new DataView(bytes.buffer).setUint16(14, number);
  return bytes;
}

export function numberOf(frame: Uint8Array): number {
  return new DataView(frame.buffer, frame.byteOffset).getUint16(14);
}

/** The address of the VM on daemon `index`. */
export const macOf = (index: number): number => 0x0200_0000_0000 + index;

/** A callback of a switch, as text: `marker 1 ...01>...02`. */
export interface Told {
  readonly daemon: string;
  readonly what: "marker" | "timeout";
  readonly epoch: number;
  readonly source: number;
  readonly destination: number;
}

/** Daemon 0 is the Proxy, `p`; daemons 1.. are `d1`, `d2`, …, each with one VM; all are linked to each other. */
export class SwitchNetwork {
  readonly switches: FrameSwitch[] = [];
  readonly ports: ManualPort[] = [];
  readonly told: Told[] = [];
  readonly #links = new Map<string, ManualLink>();
  now = 0;

  constructor(daemons: number, holdLimits?: HoldLimits) {
    for (let index = 0; index <= daemons; index++) {
      const daemon = this.nameOf(index);
      const tell =
        (what: Told["what"]) =>
        (epoch: number, source: number, destination: number): void =>
          void this.told.push({ daemon, what, epoch, source, destination });
      const frameSwitch = new FrameSwitch({
        name: daemon,
        proxy: "p",
        now: () => this.now,
        on: { marker: tell("marker"), markerTimeout: tell("timeout") },
        ...(holdLimits && { holdLimits }),
      });
      this.switches.push(frameSwitch);
      this.ports.push(new ManualPort());
      if (index > 0) frameSwitch.attachPort(macOf(index), this.ports[index]);
    }
    for (let a = 0; a <= daemons; a++) for (let b = a + 1; b <= daemons; b++) this.connect(a, b);
    this.switches[0].setPlaces(
      Array.from({ length: daemons }, (_, index) => ({ mac: macOf(index + 1), daemon: `d${index + 1}` })),
    );
  }

  nameOf(index: number): string {
    return index === 0 ? "p" : `d${index}`;
  }

  connect(a: number, b: number): void {
    const [atA, atB] = ManualLink.pair();
    this.#links.set(`${a} ${b}`, atA);
    this.#links.set(`${b} ${a}`, atB);
    this.switches[a].attachLink(this.nameOf(b), atA);
    this.switches[b].attachLink(this.nameOf(a), atB);
  }

  /** The end at daemon `at` of its link to `peer`. */
  link(at: number, peer: number): ManualLink {
    const link = this.#links.get(`${at} ${peer}`);
    if (link === undefined) throw new Error(`no link at ${at} to ${peer}`);
    return link;
  }

  get links(): readonly ManualLink[] {
    return [...this.#links.values()];
  }

  /** Delivers until nothing waits. */
  settle(): void {
    while (this.links.some((link) => link.deliver()));
  }

  send(from: number, to: number, ...numbers: number[]): void {
    this.ports[from].send(...numbers.map((number) => frameOf(macOf(from), macOf(to), number)));
  }

  received(at: number): number[] {
    return this.ports[at].received.map(numberOf);
  }
}

/** Rules that lead a flow along these daemons, as one list per daemon of `count`. */
export function rulesAlong(
  count: number,
  flows: readonly (readonly number[])[],
): { source: { mac: number }; destination: { mac: number }; priority: number; target: { peer: string } }[][] {
  const rules: ReturnType<typeof rulesAlong> = Array.from({ length: count + 1 }, () => []);
  for (const path of flows) {
    const [source, destination] = [macOf(path[0]), macOf(path[path.length - 1])];
    for (let step = 0; step + 1 < path.length; step++)
      rules[path[step]].push({
        source: { mac: source },
        destination: { mac: destination },
        priority: 1,
        target: { peer: path[step + 1] === 0 ? "p" : `d${path[step + 1]}` },
      });
  }
  return rules;
}
