// Traffic that is sent at a given rate whatever the network does with it: what a test's `traffic … at R` offers.
import type { SimulatedCpu } from "./simulated-cpu.ts";
import type { SimulatedFlows } from "./simulated-flows.ts";

interface OfferedPair {
  bps: number;
  offers: number;
  readonly flow: { remove(): void; refresh(): void };
}

/** Offers of one pair of VMs add up and are one flow, bound to the CPU that the sender's host leaves. */
export class OfferedTraffic {
  readonly #flows: SimulatedFlows;
  readonly #cpu: SimulatedCpu;
  readonly #pairs = new Map<number, Map<number, OfferedPair>>(); // by sender, then receiver

  constructor(flows: SimulatedFlows, cpu: SimulatedCpu) {
    this.#flows = flows;
    this.#cpu = cpu;
  }

  /** Offers the rate, bit/s > 0, on each directed edge; the returned function withdraws all of it. */
  offer(edges: readonly (readonly [number, number])[], bps: number): () => void {
    for (const [from, to] of edges) {
      const pair = this.#pairOf(from, to);
      pair.bps += bps;
      pair.offers += 1;
      pair.flow.refresh();
    }
    return () => {
      for (const [from, to] of edges) this.#withdraw(from, to, bps);
    };
  }

  #pairOf(from: number, to: number): OfferedPair {
    let ofSender = this.#pairs.get(from);
    if (ofSender === undefined) this.#pairs.set(from, (ofSender = new Map()));
    let pair = ofSender.get(to);
    if (pair === undefined) {
      const limitBps = (): number => (pair?.bps ?? 0) * this.#cpu.shareOf(from);
      pair = { bps: 0, offers: 0, flow: this.#flows.add({ parts: [{ from, to, weight: 1 }], limitBps }) };
      ofSender.set(to, pair);
    }
    return pair;
  }

  #withdraw(from: number, to: number, bps: number): void {
    const ofSender = this.#pairs.get(from);
    const pair = ofSender?.get(to);
    if (pair === undefined) return;
    pair.bps -= bps;
    pair.offers -= 1;
    if (pair.offers > 0) pair.flow.refresh();
    else {
      pair.flow.remove();
      ofSender?.delete(to);
    }
  }
}
