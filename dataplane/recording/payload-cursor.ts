// Reads the numbers and names of a recording's payload; once something does not fit, every answer is 0 and `isBad` stays true.
import { readMac, type MacAddress } from "../ethernet/mac-address.ts";

const mostOctets = 8; // 56 bits hold every number below 2⁵³

export class PayloadCursor {
  readonly #bytes: Uint8Array;
  #offset = 0;
  #isBad = false;

  constructor(bytes: Uint8Array) {
    this.#bytes = bytes;
  }

  get isBad(): boolean {
    return this.#isBad;
  }

  /** Octets that have not been read. */
  get left(): number {
    return this.#bytes.length - this.#offset;
  }

  unsigned(): number {
    let value = 0;
    let weight = 1;
    for (let count = 0; count < mostOctets; count++) {
      const octet = this.octet();
      value += (octet & 0x7f) * weight;
      weight *= 0x80;
      if (octet < 0x80) return value <= Number.MAX_SAFE_INTEGER ? value : this.fail();
    }
    return this.fail();
  }

  signed(): number {
    const value = this.unsigned();
    return value % 2 === 0 ? value / 2 : -(value + 1) / 2;
  }

  octet(): number {
    return this.left < 1 ? this.fail() : this.#bytes[this.#offset++];
  }

  mac(): MacAddress {
    if (this.left < 6) return this.fail();
    this.#offset += 6;
    return readMac(this.#bytes, this.#offset - 6);
  }

  octets(count: number): Uint8Array {
    if (this.left < count) this.fail();
    const bytes = this.#bytes.subarray(this.#offset, this.#offset + count);
    this.#offset += bytes.length;
    return bytes;
  }

  /** Marks the payload as one that contradicts the format. */
  fail(): number {
    this.#isBad = true;
    this.#offset = this.#bytes.length;
    return 0;
  }
}
