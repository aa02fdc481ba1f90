// For how long an application stands still while a plan's moves are carried out, side by side: the price of moving.
import { FlowResources } from "../flow/flow-resources.ts";
import type { Problem } from "../model/problem.ts";
import { movedVms, type Plan } from "../plan/plan.ts";

/**
 * Seconds until the last image has arrived, when every path and card is kept busy with the images that have to pass it; taken for the whole
 * application, as one with barriers waits for its slowest member. Infinity when a VM with an image goes where no rate is known. Unlike
 * the limit `downtime`, which adds up what single VMs miss.
 */
export function standstillSeconds(
  { network, observation }: Pick<Problem, "network" | "observation">,
  { mapping }: Pick<Plan, "mapping">,
): number {
  const size = network.hosts.length;
  const pathBps = (from: number, to: number): number => observation.pathRate[from * size + to];
  const cardBps = (host: number): number => network.hosts[host].rateBps;
  const resources = new FlowResources(size, { pathBps, cardBps });
  const bits: number[] = [];
  for (const vm of movedVms(observation.mapping, mapping)) {
    const { imageBytes } = network.vms[vm];
    if (imageBytes === 0) continue;
    const [from, to] = [observation.mapping[vm], mapping[vm]];
    if (Number.isNaN(pathBps(from, to))) return Infinity;
    for (const id of resources.along([from, to])) bits[id] = (bits[id] ?? 0) + 8 * imageBytes;
  }
  return bits.reduce((longest, load, id) => Math.max(longest, load / resources.capacityBps[id]), 0);
}
