// The machines of a table: addresses as they stand, names as the addresses that policies make from them.
import { makeUpMac } from "../../lang/ir/made-up-mac.ts";
import { formatMac, parseMac, type MacAddress } from "../../engine/model/mac-address.ts";

export class MachineNames {
  /** Of every machine that was mentioned by a name. */
  readonly names: Map<MacAddress, string> = new Map();
  readonly #known = new Map<string, MacAddress>();
  readonly #taken = new Set<string>();

  /** The address of what the text calls; the same for the same text. */
  addressOf(text: string): MacAddress {
    const known = this.#known.get(text);
    if (known !== undefined) return known;
    const written = parseMac(text);
    const mac = written ?? parseMac(makeUpMac(text, this.#taken))!;
    this.#known.set(text, mac);
    this.#taken.add(formatMac(mac));
    if (written === undefined) this.names.set(mac, text);
    return mac;
  }
}
