// The counters of one simulated daemon: what its local VMs have sent since it started.
import type { TrafficReport } from "../data-plane.ts";

/** All simulated frames are full ones: Ethernet header and 1500 bytes. */
const frameBytes = 1514;

export class TrafficCounters {
  readonly #host: number;
  readonly #bytes = new Map<string, { readonly from: number; readonly to: number; bytes: number }>();
  readonly #startId: string;
  #seq = 0;

  constructor(host: number, startId: string) {
    this.#host = host;
    this.#startId = startId;
  }

  count(from: number, to: number, bytes: number): void {
    const key = `${from}>${to}`;
    const counter = this.#bytes.get(key);
    if (counter === undefined) this.#bytes.set(key, { from, to, bytes });
    else counter.bytes += bytes;
  }

  /** The next report; pairs in the order in which they were first seen, whole bytes as a daemon counts them. */
  report(at: number): TrafficReport {
    const counters = [...this.#bytes.values()];
    this.#seq += 1;
    return {
      host: this.#host,
      at,
      startId: this.#startId,
      seq: this.#seq,
      pairs: Uint32Array.from(counters.flatMap(({ from, to }) => [from, to])),
      bytes: Float64Array.from(counters, ({ bytes }) => Math.round(bytes)),
      frames: Float64Array.from(counters, ({ bytes }) => Math.ceil(Math.round(bytes) / frameBytes)),
    };
  }
}
