// The counters of one simulated daemon: what its local VMs have sent since it started.
import type { TrafficReport } from "../data-plane.ts";

/** All simulated frames are full ones: Ethernet header and 1500 bytes. */
const frameBytes = 1514;

/** Of one directed pair of VMs; whoever knows how much was sent adds it. */
export interface PairCounter {
  readonly from: number;
  readonly to: number;
  bytes: number;
  told: number; // in the last report, whole bytes
}

export class TrafficCounters {
  readonly #host: number;
  readonly #startId: string;
  readonly #counters = new Map<number, Map<number, PairCounter>>(); // by sender, then receiver
  readonly #all: PairCounter[] = [];
  #seq = 0;
  #grown: PairCounter[] = [];
  #pairs = new Uint32Array(0); // of `#grown`

  constructor(host: number, startId: string) {
    this.#host = host;
    this.#startId = startId;
  }

  counterOf(from: number, to: number): PairCounter {
    let ofSender = this.#counters.get(from);
    if (ofSender === undefined) this.#counters.set(from, (ofSender = new Map()));
    let counter = ofSender.get(to);
    if (counter === undefined) {
      counter = { from, to, bytes: 0, told: 0 };
      ofSender.set(to, counter);
      this.#all.push(counter);
    }
    return counter;
  }

  /** The next report: pairs that have grown since the last one, in the order in which they were first seen; whole bytes as a daemon counts them. */
  report(at: number): TrafficReport {
    this.#seq += 1;
    this.#select();
    const grown = this.#grown;
    const bytes = new Float64Array(grown.length);
    const frames = new Float64Array(grown.length);
    for (let index = 0; index < grown.length; index++) {
      const told = Math.round(grown[index].bytes);
      grown[index].told = told;
      bytes[index] = told;
      frames[index] = Math.ceil(told / frameBytes);
    }
    return {
      host: this.#host,
      at,
      startId: this.#startId,
      seq: this.#seq,
      pairs: this.#pairs,
      bytes,
      frames,
    };
  }

  /** Mostly the same pairs grow from report to report; their list is then kept. */
  #select(): void {
    const known = this.#grown;
    let count = 0;
    let isSame = true;
    for (const counter of this.#all) {
      if (Math.round(counter.bytes) <= counter.told) continue;
      isSame &&= known[count] === counter;
      count += 1;
    }
    if (isSame && count === known.length) return;
    this.#grown = this.#all.filter(({ bytes, told }) => Math.round(bytes) > told);
    this.#pairs = Uint32Array.from(this.#grown.flatMap(({ from, to }) => [from, to]));
  }
}
