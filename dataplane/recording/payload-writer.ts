// Writes the numbers and names of a recording's payload.
import { writeMac, type MacAddress } from "../ethernet/mac-address.ts";
import { GrowableBuffer } from "../wire/growable-buffer.ts";

export class PayloadWriter {
  readonly #buffer = new GrowableBuffer();

  get length(): number {
    return this.#buffer.length;
  }

  /** A whole number from 0 up to 2⁵³ − 1: seven bits an octet, lowest first, the top bit set on all but the last (LEB128). */
  unsigned(value: number): void {
    let rest = value;
    while (rest >= 0x80) {
      this.octet((rest % 0x80) | 0x80);
      rest = Math.floor(rest / 0x80);
    }
    this.octet(rest);
  }

  /** A whole number between −2⁵² and 2⁵²: 0, −1, 1, −2, … as 0, 1, 2, 3, … */
  signed(value: number): void {
    this.unsigned(value < 0 ? -2 * value - 1 : 2 * value);
  }

  octet(value: number): void {
    const at = this.#buffer.extend(1);
    this.#buffer.bytes[at] = value;
  }

  mac(value: MacAddress): void {
    const at = this.#buffer.extend(6);
    writeMac(this.#buffer.bytes, at, value);
  }

  octets(bytes: Uint8Array): void {
    this.#buffer.append(bytes, 0, bytes.length);
  }

  /** What was written, as memory of the caller's own; the writer is empty again. */
  take(): Uint8Array {
    const bytes = this.#buffer.copy();
    this.#buffer.clear();
    return bytes;
  }
}
