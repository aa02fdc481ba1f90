// What the VMs of a bulk-synchronous program have sent until a moment: messages with jitter and phase shift, and background noise.
import type { Flow } from "./patterns.ts";

export interface BspTraffic {
  readonly flows: readonly Flow[];
  readonly vmCount: number;
  /** One iteration: computing, then sending. */
  readonly periodSeconds: number;
  /** Share of an iteration in which messages are sent. */
  readonly sendingShare: number;
  /** Sizes and beginnings of messages vary by up to this share of a message, of an iteration. */
  readonly jitter: number;
  /** Whether each VM is at another point of its iteration. */
  readonly shifted: boolean;
  /** Random traffic between random VMs, as a share of the application's. */
  readonly noise: number;
  readonly from: number; // seconds
  readonly until: number;
}

/** Bytes of a message of weight 1, and of a burst of noise: ten full frames. */
const messageBytes = 100_000;
const burstBytes = 15_000;

/** Of one flow: what its messages have brought, and the one that is under way. */
interface Sending extends Flow {
  readonly shift: number;
  sent: number;
  iteration: number;
  begins: number;
  bytes: number;
}

export class BspSender {
  readonly #traffic: BspTraffic;
  readonly #random: () => number;
  readonly #bySender: Sending[][];
  readonly #noise = new Map<number, number>(); // sender * vmCount + receiver -> bytes
  #noiseAt: number;
  #nextBurst: number;

  constructor(traffic: BspTraffic, random: () => number) {
    this.#traffic = traffic;
    this.#random = random;
    this.#bySender = Array.from({ length: traffic.vmCount }, () => []);
    const shifts = this.#bySender.map(() => (traffic.shifted ? random() : 0) * traffic.periodSeconds);
    for (const flow of traffic.flows) {
      const sending = { ...flow, shift: shifts[flow.from], sent: 0, iteration: -1, begins: 0, bytes: 0 };
      this.#next(sending);
      this.#bySender[flow.from].push(sending);
    }
    this.#noiseAt = traffic.from;
    this.#nextBurst = traffic.from + this.#burstGap();
  }

  /** Calls `tell` with what a VM has sent to each other until `now` since it began; cumulative. */
  each(vm: number, now: number, tell: (to: number, bytes: number) => void): void {
    const time = Math.min(now, this.#traffic.until);
    if (time <= this.#traffic.from) return;
    const duration = this.#traffic.sendingShare * this.#traffic.periodSeconds;
    for (const flow of this.#bySender[vm]) {
      while (flow.begins + duration <= time) {
        flow.sent += flow.bytes;
        this.#next(flow);
      }
      const passed = Math.max(0, (time - flow.begins) / duration);
      tell(flow.to, flow.sent + passed * flow.bytes + (this.#noise.get(this.#key(vm, flow.to)) ?? 0));
    }
    this.#disturb(time);
    const told = new Set(this.#bySender[vm].map(({ to }) => to));
    for (let to = 0; to < this.#traffic.vmCount; to++) {
      const bytes = this.#noise.get(this.#key(vm, to));
      if (bytes !== undefined && !told.has(to)) tell(to, bytes);
    }
  }

  #next(flow: Sending): void {
    const { periodSeconds, sendingShare, jitter, from } = this.#traffic;
    flow.iteration++;
    flow.bytes = messageBytes * flow.weight * (1 + jitter * (2 * this.#random() - 1));
    const late = jitter * this.#random() * (1 - sendingShare);
    flow.begins = from + flow.shift + (flow.iteration + late) * periodSeconds;
  }

  /** Bursts come at random (Poisson), between VMs drawn alike. */
  #disturb(time: number): void {
    const { vmCount, noise } = this.#traffic;
    if (noise === 0 || time < this.#noiseAt) return;
    for (this.#noiseAt = time; this.#nextBurst <= time; this.#nextBurst += this.#burstGap()) {
      const from = Math.floor(this.#random() * vmCount);
      const to = (from + 1 + Math.floor(this.#random() * (vmCount - 1))) % vmCount;
      const key = this.#key(from, to);
      this.#noise.set(key, (this.#noise.get(key) ?? 0) + burstBytes);
    }
  }

  #burstGap(): number {
    const { flows, periodSeconds, noise } = this.#traffic;
    const bytesPerSecond =
      (messageBytes * flows.reduce((sum, { weight }) => sum + weight, 0)) / periodSeconds;
    return (-Math.log(1 - this.#random()) * burstBytes) / (noise * bytesPerSecond);
  }

  #key(from: number, to: number): number {
    return from * this.#traffic.vmCount + to;
  }
}
