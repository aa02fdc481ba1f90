// A list of addresses, and where in it an address stands: an open-addressing hash table in typed arrays, for look-ups by the million.
import type { MacAddress } from "./mac-address.ts";

export class MacIndex {
  readonly #macs: Float64Array; // by place; NaN = free
  readonly #indices: Uint32Array; // by place
  readonly #shift: number;

  /** The addresses must differ. */
  constructor(macs: readonly MacAddress[]) {
    const bits = Math.max(4, Math.ceil(Math.log2(4 * macs.length))); // at most a quarter full: most look-ups look once
    this.#macs = new Float64Array(2 ** bits).fill(NaN);
    this.#indices = new Uint32Array(2 ** bits);
    this.#shift = 32 - bits;
    for (const [index, mac] of macs.entries()) {
      let at = this.#homeOf(mac);
      while (!Number.isNaN(this.#macs[at])) at = (at + 1) & (this.#macs.length - 1);
      this.#macs[at] = mac;
      this.#indices[at] = index;
    }
  }

  /** -1 when the address is not in the list. Allocates nothing. */
  indexOf(mac: MacAddress): number {
    const macs = this.#macs;
    const mask = macs.length - 1;
    for (let at = this.#homeOf(mac); ; at = (at + 1) & mask) {
      const known = macs[at];
      if (known === mac) return this.#indices[at];
      if (Number.isNaN(known)) return -1;
    }
  }

  #homeOf(mac: MacAddress): number {
    return Math.imul(mac | 0, 0x9e37_79b1) >>> this.#shift;
  }
}
