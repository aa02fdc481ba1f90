// What was observed in one span of time: who sent how much to whom.
import type { MacAddress } from "../ethernet/mac-address.ts";

/** A machine: known by its Ethernet address, by a name, or by both; never by neither. */
export interface TrafficEndpoint {
  readonly mac?: MacAddress;
  readonly name?: string;
}

/**
 * Traffic of the span (start, end], in seconds since 1970 or, where the source knows no date, since it began; good to a
 * microsecond. `pairs` lists (sender, receiver) as indices into the endpoints of its source, flattened, each ordered pair
 * at most once; `bytes` and `frames` have one entry per pair, whole numbers. No pairs = silence was seen.
 */
export interface TrafficSample {
  readonly startSeconds: number;
  readonly endSeconds: number;
  readonly pairs: Uint32Array;
  readonly bytes: Float64Array;
  readonly frames: Float64Array;
}
