// What a plan would bring: max-min fair rates of the application's traffic over the plan's routes.
import { FlowTable } from "../flow/flow-table.ts";
import { sendingShare } from "../flow/sending-share.ts";
import type { Network } from "../model/network.ts";
import type { Observation } from "../model/observation.ts";
import type { Prediction } from "../model/problem.ts";
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
  const { demand, pathRate } = observation;
  const size = network.hosts.length;
  const underlay = {
    pathBps: (from: number, to: number) => pathRate[from * size + to],
    cardBps: (host: number) => network.hosts[host].rateBps,
  };
  const table = new FlowTable(size, underlay, demand.value.length);
  const walkOf = walksOf(network, observation, plan);
  const slowdown = slowdowns(network, observation, plan);
  for (let from = 0; from < demand.size; from++) {
    const [start, was] = [plan.mapping[from], observation.mapping[from]];
    if (start < 0 || was < 0) continue;
    const limit = elasticity / slowdown[from];
    for (let at = demand.rowStart[from]; at < demand.rowStart[from + 1]; at++) {
      const to = demand.column[at];
      if (plan.mapping[to] < 0 || observation.mapping[to] < 0 || !(demand.value[at] > 0)) continue;
      table.add(walkOf(from, to), demand.value[at], limit);
    }
  }
  const { weight, level } = table.levels();
  let carriedBps = 0;
  let slowestRatio = elasticity;
  for (let flow = 0; flow < level.length; flow++) {
    carriedBps += weight[flow] * level[flow];
    slowestRatio = Math.min(slowestRatio, level[flow]);
  }
  return {
    carriedBps,
    slowestRatio,
    computeShare: slowestCompute(observation, slowdown),
    upShare: 1,
    cost: plan.links.reduce((sum, { cost }) => sum + cost, 0),
    links: plan.links.length,
    plan,
  };
}

/** By VM: how many times as long it would compute as it does at present, for the CPU that its host leaves it. */
function slowdowns(network: Network, observation: Observation, { mapping }: Plan): Float64Array {
  const then = sendingShares(network, observation, mapping);
  const now = sendingShares(network, observation, observation.mapping);
  return Float64Array.from(mapping, (host, vm) =>
    host < 0 || observation.mapping[vm] < 0 ? 1 : now[observation.mapping[vm]] / then[host],
  );
}

/** Of an observed iteration, the time for which the VM that computes longest would compute; 0 where nobody measures it. */
function slowestCompute({ vmCompute }: Observation, slowdown: Float64Array): number {
  let slowest = 0;
  for (let vm = 0; vm < slowdown.length; vm++) {
    const share = Math.min(1, vmCompute[vm]) * slowdown[vm];
    if (share > slowest) slowest = share;
  }
  return slowest;
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
