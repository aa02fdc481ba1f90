// What was observed in one span of time: who sent how much to whom.
import type { MacAddress } from "../ethernet/mac-address.ts";

/**
 * Traffic of the span (start, end], in seconds since 1970 or, where the source knows no date, since it began; good to a
 * microsecond. Entry i says that `source[i]` sent `frames[i]` frames of together `bytes[i]` octets to `destination[i]`; whole
 * numbers, each ordered pair at most once. No entries = silence was seen.
 */
export interface TrafficSample {
  readonly startSeconds: number;
  readonly endSeconds: number;
  readonly source: readonly MacAddress[];
  readonly destination: readonly MacAddress[];
  readonly bytes: readonly number[];
  readonly frames: readonly number[];
}
