// Traffic as a table knows it: a rate that holds for a time.
import type { MacAddress } from "../../engine/model/mac-address.ts";

export interface HeldRate {
  /** Seconds, on the table's own clock. */
  readonly at: number;
  /** Left out: until everything else is over. */
  readonly forSeconds?: number;
  readonly source: MacAddress;
  readonly destination: MacAddress;
  readonly bitsPerSecond: number;
  /** Where it stands, for messages: `line 3`; left out where it is no row of a table. */
  readonly place?: string;
}

export interface RateTable {
  /** Rates above zero, in the order of their rows. */
  readonly rates: readonly HeldRate[];
  /** What the table calls its machines: all that it mentions. */
  readonly names: ReadonlyMap<MacAddress, string>;
}
