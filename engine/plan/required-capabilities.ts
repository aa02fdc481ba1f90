// What a problem asks of the planner of a stage, so that one which cannot do it is not run in vain.
import type { Problem } from "../model/problem.ts";
import type { Capability, Stage } from "./planner.ts";

/** Limits that a stage's decisions can break. */
const limitsOfStage = {
  placement: ["migrations", "downtime"],
  topology: ["links", "coverage", "bandwidth", "cost", "fan-out"],
  forwarding: [],
} as const satisfies Record<Exclude<Stage, "all">, readonly Capability[]>;

export function requiredCapabilities(problem: Problem, planners: Stage): Capability[] {
  const { network, limits, moves, from, deciding } = problem;
  const stage = planners === "all" && deciding !== undefined ? deciding : planners;
  const required: Capability[] = [];
  const places = stage === "placement" || stage === "all";
  if (places && network.vms.some((vm) => vm.pinnedTo >= 0)) required.push("pins");
  if (places && network.together.length > 0) required.push("together");
  if (places && network.apart.length > 0) required.push("apart");
  if (places && hasCapacities(network)) required.push("capacities");
  if (places && moves < Infinity) required.push("moves");
  if (places && from >= 0) required.push("from");
  const stages = stage === "all" ? (["placement", "topology", "forwarding"] as const) : [stage];
  const binding: readonly Capability[] = stages.flatMap((each) => limitsOfStage[each]);
  required.push(...limits.map(({ id }) => id).filter((id) => binding.includes(id)));
  return [...new Set(required)];
}

function hasCapacities({ hosts, vms }: Problem["network"]): boolean {
  const claimsCpu = vms.some((vm) => vm.cpu > 0);
  const claimsMemory = vms.some((vm) => vm.memoryBytes > 0);
  return hosts.some(
    (host) =>
      !host.proxy &&
      (host.slots < Infinity ||
        (claimsCpu && host.cpu < Infinity) ||
        (claimsMemory && host.memoryBytes < Infinity)),
  );
}
