// A (source, destination) pair of addresses as one number, for caches and hash tables. Not unique: compare both addresses as well.
import type { MacAddress } from "../ethernet/mac-address.ts";

const low24 = 0x100_0000;

/** The low halves of both addresses side by side, below 2^48: distinct for pairs whose addresses share their vendor octets. */
export function pairKey(source: MacAddress, destination: MacAddress): number {
  return (source - Math.floor(source / low24) * low24) * low24 + (destination % low24);
}
