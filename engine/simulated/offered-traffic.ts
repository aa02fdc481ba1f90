// What the simulated application would send if nothing held it back.

/** One directed pair of VMs with its offered rate, bit/s > 0. */
export interface Offer {
  readonly from: number;
  readonly to: number;
  readonly bps: number;
}

export class OfferedTraffic {
  readonly #offers = new Set<Offer>();

  /** Offers the rate on each directed edge; the returned function withdraws all of it. */
  offer(edges: readonly (readonly [number, number])[], bps: number): () => void {
    const offers = edges.map(([from, to]) => ({ from, to, bps }));
    for (const offer of offers) this.#offers.add(offer);
    return () => {
      for (const offer of offers) this.#offers.delete(offer);
    };
  }

  /** One entry per pair, offers of one pair added, by sender, then receiver. */
  byPair(): Offer[] {
    const sums = new Map<string, Offer>();
    for (const { from, to, bps } of this.#offers) {
      const key = `${from}>${to}`;
      sums.set(key, { from, to, bps: bps + (sums.get(key)?.bps ?? 0) });
    }
    return [...sums.values()].sort((x, y) => x.from - y.from || x.to - y.to);
  }
}
