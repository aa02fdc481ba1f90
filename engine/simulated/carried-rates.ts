// What the simulated network carries of what is offered, at one moment.
import { FlowResources } from "../flow/flow-resources.ts";
import { maxMinFairRates } from "../flow/max-min-fair.ts";
import type { Network } from "../model/network.ts";
import type { Offer } from "./offered-traffic.ts";
import type { SimulatedOverlay } from "./simulated-overlay.ts";
import type { SimulatedUnderlay } from "./simulated-underlay.ts";

/**
 * The rate at which each offer that gets through arrives, max-min fair. Nothing gets through from or to a VM that has no host yet or is `away`
 * (on the move), or where no way is left.
 */
export function carriedRates(
  network: Network,
  offers: readonly Offer[],
  mapping: Int32Array,
  away: ReadonlySet<number>,
  overlay: SimulatedOverlay,
  underlay: SimulatedUnderlay,
): Offer[] {
  const resources = new FlowResources(network.hosts.length, underlay);
  const shares = underlay.sendingShares(mapping);
  const flows = offers.flatMap(({ from, to, bps }) => {
    if (mapping[from] < 0 || mapping[to] < 0 || away.has(from) || away.has(to)) return [];
    const walk = overlay.walkOf(from, to, mapping);
    if (walk === undefined) return [];
    const demandBps = bps * shares[mapping[from]];
    return [{ from, to, demandBps, weight: 1, resources: resources.along(walk) }];
  });
  const rates = maxMinFairRates(flows, resources.capacityBps);
  return flows.map(({ from, to }, index) => ({ from, to, bps: rates[index] }));
}
