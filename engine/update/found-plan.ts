// What to make of a network that was at work before this engine: carry it on, or go back to the links that the policy keeps.
import type { PolicyIr } from "../../lang/ir/policy-ir.ts";
import type { Observation } from "../model/observation.ts";
import type { Problem } from "../model/problem.ts";
import { presentPlan, type Plan } from "../plan/plan.ts";
import { verifyPlan } from "../verify/verify-plan.ts";
import { resetPlan } from "./reset-plan.ts";

/** `plan`: how the network is to be; `objections`: why it is not to stay as it was found, none where it is. */
export interface FoundPlan {
  readonly plan: Plan;
  readonly objections: readonly string[];
}

/**
 * Verified as any plan is. Links that no route uses and no policy keeps go where they break a limit: an interrupted change
 * may have left them. Nothing is carried on under a policy with rules that take back what they brought (`until`): what
 * that was is forgotten.
 */
export function foundPlan(policy: PolicyIr, problem: Problem): FoundPlan {
  const { network, observation } = problem;
  const present = presentPlan(observation);
  const temporary = policy.rules.find(({ until }) => until !== undefined);
  if (temporary !== undefined && isAdapted(problem))
    return {
      plan: resetPlan(network, observation),
      objections: [`rule \`${temporary.name}\` takes back what it brought, and what that was is forgotten`],
    };
  const objections = verifyPlan(problem, present).map(({ message }) => message);
  if (objections.length === 0) return { plan: present, objections };
  const used = { ...present, links: usedLinks(problem) };
  const isUsable = verifyPlan(problem, used).length === 0;
  return { plan: isUsable ? used : resetPlan(network, observation), objections };
}

/** Whether there is more than the links that the policy keeps. */
function isAdapted({ network, observation }: Problem): boolean {
  return observation.routes.length > 0 || observation.overlay.length > network.kept.length;
}

function usedLinks({ network, observation: { overlay, routes } }: Problem): Observation["overlay"] {
  const used = new Set(
    routes.flatMap(({ hosts }) => hosts.slice(1).map((host, at) => pairKey(host, hosts[at]))),
  );
  for (const { a, b } of network.kept) used.add(pairKey(a, b));
  return overlay.filter(({ a, b }) => used.has(pairKey(a, b)));
}

function pairKey(x: number, y: number): string {
  return `${Math.min(x, y)}-${Math.max(x, y)}`;
}
