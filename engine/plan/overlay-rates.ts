// What the overlay of a plan lets through between hosts, so that a placement can be fitted to links that are there.
import type { Link, Network } from "../model/network.ts";
import type { Observation } from "../model/observation.ts";

/** Host by host, bit/s, as `pathRate`: of linked hosts what their path gives, of all others the narrower half of the way over the star. */
export function overlayRates(
  { hosts, proxy }: Network,
  { pathRate }: Observation,
  links: readonly Link[],
): Float64Array {
  const size = hosts.length;
  const rates = new Float64Array(size * size);
  for (let from = 0; from < size; from++) {
    const out = pathRate[from * size + proxy];
    for (let to = 0; to < size; to++) rates[from * size + to] = Math.min(out, pathRate[proxy * size + to]);
    rates[from * size + proxy] = out;
  }
  for (let to = 0; to < size; to++) rates[proxy * size + to] = pathRate[proxy * size + to];
  for (const { a, b } of links) {
    rates[a * size + b] = pathRate[a * size + b];
    rates[b * size + a] = pathRate[b * size + a];
  }
  return rates;
}
