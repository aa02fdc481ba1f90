// The units that a quantity can be written in: dimension and factor to the base unit.

export type UnitDimension = "duration" | "rate" | "size" | "frames" | "share";

export interface Unit {
  readonly dimension: UnitDimension;
  /** To the base unit: seconds, bits/s, bytes, frames/s, ratio. As a fraction, so that 50 ms is 50 / 1000, the nearest double. */
  readonly times: number;
  readonly over: number;
}

function unit(dimension: UnitDimension, times: number, over = 1): Unit {
  return { dimension, times, over };
}

export const units: ReadonlyMap<string, Unit> = new Map([
  ["ns", unit("duration", 1, 1e9)],
  ["us", unit("duration", 1, 1e6)],
  ["ms", unit("duration", 1, 1e3)],
  ["s", unit("duration", 1)],
  ["min", unit("duration", 60)],
  ["h", unit("duration", 3600)],
  ["d", unit("duration", 86_400)],
  ["bps", unit("rate", 1)],
  ["kbps", unit("rate", 1e3)],
  ["Mbps", unit("rate", 1e6)],
  ["Gbps", unit("rate", 1e9)],
  ["Tbps", unit("rate", 1e12)],
  ["B", unit("size", 1)],
  ["kB", unit("size", 1e3)],
  ["MB", unit("size", 1e6)],
  ["GB", unit("size", 1e9)],
  ["TB", unit("size", 1e12)],
  ["KiB", unit("size", 1024)],
  ["MiB", unit("size", 1024 ** 2)],
  ["GiB", unit("size", 1024 ** 3)],
  ["TiB", unit("size", 1024 ** 4)],
  ["pps", unit("frames", 1)],
  ["kpps", unit("frames", 1e3)],
  ["Mpps", unit("frames", 1e6)],
  ["%", unit("share", 1, 100)],
]);

/** How people write units of other notations; for the help line only. */
export const unitAliases: ReadonlyMap<string, string> = new Map([
  ["sec", "s"],
  ["secs", "s"],
  ["second", "s"],
  ["seconds", "s"],
  ["m", "min"],
  ["mins", "min"],
  ["minute", "min"],
  ["minutes", "min"],
  ["hr", "h"],
  ["hour", "h"],
  ["hours", "h"],
  ["day", "d"],
  ["days", "d"],
  ["msec", "ms"],
  ["usec", "us"],
  ["MBps", "Mbps"],
  ["GBps", "Gbps"],
  ["kBps", "kbps"],
  ["percent", "%"],
]);

/** `12.5 MiB` in base units. The two steps are exact where the numbers are, so equal quantities give equal doubles. */
export function toBaseUnit(value: number, { times, over }: Unit): number {
  return (value * times) / over;
}
