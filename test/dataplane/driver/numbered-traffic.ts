// Numbered frames between memory ports, and what became of each: lost, doubled or overtaken.
import { frameHeaderBytes, readSource, writeFrameHeader } from "../../../dataplane/ethernet/frame-header.ts";
import { framesOf, slabOf } from "../../../dataplane/ethernet/frame-slab.ts";
import type { Port } from "../../../dataplane/port/port.ts";
import type { Network } from "../../../engine/model/network.ts";

const etherType = 0x88b6; // local experimental 2
const frameBytes = 200;

/** VM indices. */
export type VmPair = readonly [from: number, to: number];

export interface TrafficFaults {
  readonly sent: number;
  readonly lost: number;
  readonly doubled: number;
  readonly reordered: number;
}

export class NumberedTraffic {
  readonly #network: Network;
  readonly #ends: readonly Port[];
  readonly #sent = new Map<string, number>();
  readonly #arrived = new Map<string, number[]>();
  #timer: NodeJS.Timeout | undefined;

  constructor(network: Network, ends: readonly Port[]) {
    this.#network = network;
    this.#ends = ends;
    const vmOf = new Map(network.vms.map(({ mac }, vm) => [mac, vm]));
    ends.forEach((end, to) => {
      end.receiveBatch((slab) => {
        for (const frame of framesOf(slab)) {
          const key = `${vmOf.get(readSource(frame, 0))},${to}`;
          const number = new DataView(frame.buffer, frame.byteOffset).getUint32(frameHeaderBytes);
          this.#arrived.set(key, [...(this.#arrived.get(key) ?? []), number]);
        }
      });
    });
  }

  /** Sends so many frames at once. */
  send([from, to]: VmPair, count = 1): void {
    const key = `${from},${to}`;
    const first = this.#sent.get(key) ?? 0;
    this.#sent.set(key, first + count);
    const frames = Array.from({ length: count }, (_, index) => this.#frame([from, to], first + index));
    this.#ends[from].sendBatch(slabOf(frames));
  }

  /** Sends some frames of every pair every few milliseconds until `stop`. */
  start(pairs: readonly VmPair[]): void {
    this.#timer = setInterval(() => {
      for (const pair of pairs) this.send(pair, 3);
    }, 2);
  }

  stop(): void {
    clearInterval(this.#timer);
  }

  /** Frames sent so far, over all pairs. */
  get sent(): number {
    return [...this.#sent.values()].reduce((sum, count) => sum + count, 0);
  }

  /** Frames arrived so far, over all pairs. */
  get arrived(): number {
    return [...this.#arrived.values()].reduce((sum, numbers) => sum + numbers.length, 0);
  }

  faults(): TrafficFaults {
    let [lost, doubled, reordered] = [0, 0, 0];
    for (const [key, count] of this.#sent) {
      const numbers = this.#arrived.get(key) ?? [];
      const distinct = new Set(numbers).size;
      lost += count - distinct;
      doubled += numbers.length - distinct;
      reordered += numbers.filter((number, index) => index > 0 && number < numbers[index - 1]).length;
    }
    return { sent: this.sent, lost, doubled, reordered };
  }

  #frame([from, to]: VmPair, number: number): Uint8Array {
    const frame = new Uint8Array(frameBytes);
    const [source, destination] = [this.#network.vms[from].mac, this.#network.vms[to].mac];
    writeFrameHeader(frame, 0, { source, destination, etherType });
    new DataView(frame.buffer).setUint32(frameHeaderBytes, number);
    return frame;
  }
}
