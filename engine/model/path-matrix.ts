// The policy's estimate of the underlay as host-by-host matrices, row = from, column = to.
import type { Network } from "./network.ts";

/** Rates in bit/s and one-way delays in seconds; NaN = nothing said, also on the diagonal. */
export function estimatedPaths(network: Network): { rate: Float64Array; delay: Float64Array } {
  const size = network.hosts.length;
  const rate = new Float64Array(size * size).fill(NaN);
  const delay = new Float64Array(size * size).fill(NaN);
  for (let from = 0; from < size; from++) {
    for (let to = 0; to < size; to++) {
      if (from === to) continue;
      rate[from * size + to] = network.pathRateBps(from, to);
      delay[from * size + to] = network.pathDelaySeconds(from, to);
    }
  }
  return { rate, delay };
}
