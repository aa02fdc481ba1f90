// How far apart hosts are for the placement of VMs: seconds that a bit takes on the way, by throughput alone.
import type { Network } from "../model/network.ts";
import type { Observation } from "../model/observation.ts";
import { throughputBps } from "./throughput.ts";

/** What an unknown throughput counts as where none at all is known, bit/s. All hosts are then equally far, so its size decides nothing. */
const anyThroughputBps = 1e6;

/**
 * Host x host in the given order of hosts (row = from), seconds per bit: 1 / throughput over path and both cards; 0 within a host.
 * A throughput that is not known, or 0, counts as half the slowest known one between hosts other than the Proxy: it comes
 * last, and what is sent over it has a finite price.
 */
export function hostDistances(
  network: Network,
  observation: Observation,
  order: ArrayLike<number>,
): Float64Array {
  const size = order.length;
  const distance = new Float64Array(size * size);
  let farthest = 0;
  for (let row = 0; row < size; row++) {
    for (let column = 0; column < size; column++) {
      if (row === column) continue;
      const [from, to] = [order[row], order[column]];
      const seconds = 1 / throughputBps(network, observation, from, to);
      const isKnown = seconds < Infinity; // NaN is not
      distance[row * size + column] = isKnown ? seconds : Infinity;
      if (isKnown && from !== network.proxy && to !== network.proxy) farthest = Math.max(farthest, seconds);
    }
  }
  const unknown = farthest > 0 ? 2 * farthest : 1 / anyThroughputBps;
  return distance.map((seconds) => (seconds === Infinity ? unknown : seconds));
}
