// Builds traffic reports for tests: cumulative counters of one daemon.
import type { TrafficReport } from "../../../engine/data-plane.ts";

/** Counters as [from, to, bytes]; each frame counts 1000 bytes. */
export function trafficReport(
  at: number,
  counters: readonly (readonly [number, number, number])[],
  {
    host = 0,
    startId = "first",
    seq = Math.round(at * 1000),
    since,
  }: { host?: number; startId?: string; seq?: number; since?: readonly number[] } = {},
): TrafficReport {
  return {
    host,
    at,
    startId,
    seq,
    pairs: Uint32Array.from(counters.flatMap(([from, to]) => [from, to])),
    bytes: Float64Array.from(counters, ([, , bytes]) => bytes),
    frames: Float64Array.from(counters, ([, , bytes]) => Math.ceil(bytes / 1000)),
    ...(since && { since: Uint32Array.from(since) }),
  };
}
