// The flows of a problem with the way that each takes in a plan, and whether the plan takes it off the hub.
import type { Problem } from "../model/problem.ts";
import { entriesOf, type Entry } from "../model/sparse-matrix.ts";
import { presentPlan, type Plan } from "../plan/plan.ts";
import { walksOf } from "../verify/plan-walks.ts";

export interface FlowWay extends Entry {
  /** Hosts, from the sender's to the receiver's. */
  readonly way: readonly number[];
  /** It passes the Proxy at present and would no longer. */
  readonly leavesHub: boolean;
}

/** Flows of VMs without a known host are left out. */
export function* flowWays({ network, observation }: Problem, plan: Plan): Generator<FlowWay> {
  const now = walksOf(network, observation, presentPlan(observation));
  const then = walksOf(network, observation, plan);
  for (const entry of entriesOf(observation.demand)) {
    const { from, to } = entry;
    if (plan.mapping[from] < 0 || plan.mapping[to] < 0) continue;
    const way = then(from, to);
    const leavesHub = now(from, to).includes(network.proxy) && !way.includes(network.proxy);
    yield { ...entry, way, leavesHub };
  }
}
