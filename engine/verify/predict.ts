// What a plan would bring: max-min fair rates of the application's traffic over the plan's routes.
import { FlowResources } from "../flow/flow-resources.ts";
import { maxMinFairRates, type Flow } from "../flow/max-min-fair.ts";
import { sendingShare } from "../flow/sending-share.ts";
import type { Network } from "../model/network.ts";
import type { Observation } from "../model/observation.ts";
import type { Prediction } from "../model/problem.ts";
import { entriesOf } from "../model/sparse-matrix.ts";
import type { Plan } from "../plan/plan.ts";
import { walksOf } from "./plan-walks.ts";

/**
 * How many times its observed rate a flow is taken to want at most. It belongs to the flow and not to the plan: a flow that
 * one plan lets run free and another squeezes is measured with the same yardstick in both, so plans stay comparable;
 * beyond it more room counts for nothing, until the flow has been seen to use what it has. Own choice.
 */
const defaultElasticity = 10;

/** A host that others fill to the brim still counts as leaving this share, so that leaving it is a finite gain. Own choice. */
const leastShare = 0.01;

/**
 * Demand that was seen while throttled is a lower bound of what the application wants, so what is kept is its pattern: a flow weighs its
 * observed rate, and all flows rise in proportion to their weights, as the exchanges of one application do, until a
 * path, a card or the elasticity stops them. Sending is bound to the CPU that the host leaves: a VM's bound
 * changes by the share on its host in the plan over the share on its present host.
 *
 * Flows of VMs without a known host are left out. A pair whose route is missing, does not join the pair's hosts or uses a link that is known
 * to be down goes over the star. `carriedBps` is the sum of the rates; `slowestRatio` the least rate / observed rate
 * (the elasticity when nothing is sent); both are for comparing plans, not forecasts of a rate. With an elasticity of 1, `carriedBps` is what
 * would fit of the traffic as it was seen.
 */
export function predict(
  network: Network,
  observation: Observation,
  plan: Plan,
  elasticity = defaultElasticity,
): Prediction {
  const size = network.hosts.length;
  const resources = new FlowResources(size, {
    pathBps: (from, to) => observation.pathRate[from * size + to],
    cardBps: (host) => network.hosts[host].rateBps,
  });
  const walkOf = walksOf(network, observation, plan);
  const shares = sendingShares(network, observation, plan.mapping);
  const presentShares = sendingShares(network, observation, observation.mapping);
  const flows: Flow[] = [];
  for (const { from, to, value } of entriesOf(observation.demand)) {
    const isKnown = [plan.mapping, observation.mapping].every((map) => map[from] >= 0 && map[to] >= 0);
    if (!isKnown || !(value > 0)) continue;
    const change = shares[plan.mapping[from]] / presentShares[observation.mapping[from]];
    flows.push({
      weight: value,
      demandBps: elasticity * value * change,
      resources: resources.along(walkOf(from, to)),
    });
  }
  const rates = maxMinFairRates(flows, resources.capacityBps);
  return {
    carriedBps: rates.reduce((sum, rate) => sum + rate, 0),
    slowestRatio: flows.reduce((least, flow, at) => Math.min(least, rates[at] / flow.weight), elasticity),
    cost: plan.links.reduce((sum, { cost }) => sum + cost, 0),
    links: plan.links.length,
    plan,
  };
}

function sendingShares({ hosts, vms }: Network, { hostLoad }: Observation, mapping: Int32Array): number[] {
  const claims = new Float64Array(hosts.length);
  vms.forEach((vm, index) => {
    if (mapping[index] >= 0) claims[mapping[index]] += vm.cpu;
  });
  return hosts.map((host, index) =>
    Math.max(leastShare, sendingShare(hostLoad[index], host.cpu, claims[index])),
  );
}
