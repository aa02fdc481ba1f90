// Per daemon the others by throughput to it: where a straggler looks for room.
import type { Placement } from "./placement.ts";
import type { Lists } from "./two-passes.ts";

export class NearestHosts {
  readonly #proxyless: number;
  readonly #near: Uint32Array; // rows of hosts, each its others in the order of the list of daemon pairs
  readonly #rowLength: number;
  readonly #from: Uint32Array; // per row: all before are full

  /** The list of daemon pairs, read for one daemon, has the others by decreasing throughput and then by name: the order asked for. */
  constructor({ daemonPairs: { first, second }, hostRank }: Lists) {
    const hosts = hostRank.length;
    this.#proxyless = hosts;
    this.#rowLength = Math.max(0, hosts - 1);
    this.#near = new Uint32Array(hosts * this.#rowLength).fill(hosts);
    this.#from = new Uint32Array(hosts);
    const filled = new Uint32Array(hosts);
    for (let at = 0; at < first.length; at++) {
      this.#near[first[at] * this.#rowLength + filled[first[at]]++] = second[at];
      this.#near[second[at] * this.#rowLength + filled[second[at]]++] = first[at];
    }
  }

  /** The daemon with room and the highest throughput to the partner's; the partner's own only when no other has room; -1 = none. */
  withRoom(placement: Placement, vm: number, partnerHost: number): number {
    const row = partnerHost * this.#rowLength;
    let isFullSoFar = true;
    for (let at = this.#from[partnerHost]; at < this.#rowLength; at++) {
      const host = this.#near[row + at];
      if (host === this.#proxyless) break;
      if (isFullSoFar && placement.isFull(host)) this.#from[partnerHost] = at + 1;
      else isFullSoFar = false;
      if (placement.fits(vm, host)) return host;
    }
    return placement.fits(vm, partnerHost) ? partnerHost : -1;
  }
}
