// A complete decided state of the overlay: where VMs run, which fast-path links exist, which way each pair takes.
import type { Link } from "../model/network.ts";
import type { Observation } from "../model/observation.ts";
import type { Proposal } from "../model/problem.ts";
import type { Routes } from "../model/route.ts";

/** `mapping`: VM -> host, -1 = not seen yet. `links`: the whole fast path, kept links included. Pairs without a route use the star. */
export interface Plan {
  readonly mapping: Int32Array;
  readonly links: readonly Link[];
  readonly routes: Routes;
}

/** The state that is observed. */
export function presentPlan(observation: Observation): Plan {
  return { mapping: observation.mapping, links: observation.overlay, routes: observation.routes };
}

/** The plan with what the proposal states put in its place. */
export function withProposal(plan: Plan, proposal: Proposal): Plan {
  return {
    mapping: proposal.mapping ?? plan.mapping,
    links: proposal.links ?? plan.links,
    routes: proposal.routes ?? plan.routes,
  };
}

/** VMs that run elsewhere in the plan; one that has not been seen does not move. */
export function movedVms(present: Int32Array, planned: Int32Array): number[] {
  const moved: number[] = [];
  planned.forEach((host, vm) => {
    if (present[vm] >= 0 && host !== present[vm]) moved.push(vm);
  });
  return moved;
}
