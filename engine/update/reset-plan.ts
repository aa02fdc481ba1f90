// The plan of `reset`: back to the links that the policy keeps and the star's forwarding; VMs stay.
import type { Network } from "../model/network.ts";
import type { Observation } from "../model/observation.ts";
import type { Plan } from "../plan/plan.ts";

export function resetPlan(network: Network, { mapping }: Pick<Observation, "mapping">): Plan {
  return { mapping, links: network.kept, routes: [] };
}
