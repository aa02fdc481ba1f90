// What planners are asked at one moment of a policy: the network as it is seen, the limits, the objective.
import type { PolicyIr } from "../lang/ir/policy-ir.ts";
import type { Evaluator } from "./decide/expression.ts";
import type { Network } from "./model/network.ts";
import type { Observation } from "./model/observation.ts";
import type { Limit, Problem } from "./model/problem.ts";
import { planFacts } from "./verify/plan-facts.ts";
import { policyObjective } from "./verify/policy-objective.ts";

export interface Moment {
  readonly policy: Pick<PolicyIr, "infer" | "objective">;
  readonly evaluator: Evaluator;
  readonly network: Network;
  readonly observation: Observation;
  /** With what is spent of them. */
  readonly limits: readonly Limit[];
  /** When the last adaptation ended, seconds; -Infinity = none yet. */
  readonly adaptedAt: number;
}

/** Nothing is narrowed: any number of moves, from any host. */
export function poseProblem({ policy, evaluator, network, observation, limits, adaptedAt }: Moment): Problem {
  const planned = planFacts(network, observation, { prune: policy.infer.prune, adaptedAt });
  return {
    network,
    observation,
    limits,
    objective: policyObjective(policy.objective, evaluator, planned),
    chosen: { mapping: observation.mapping, links: observation.overlay },
    moves: Infinity,
    from: -1,
  };
}
