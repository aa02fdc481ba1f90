// The policy's objective as a function of what a plan is predicted to bring.
import type { PolicyIr } from "../../lang/ir/policy-ir.ts";
import type { Evaluator } from "../decide/expression.ts";
import { chainFacts, type FactSource } from "../decide/fact-source.ts";
import type { Objective, Prediction } from "../model/problem.ts";

/** What counts where a policy states no objective: how much of the application's traffic arrives. */
export const carriedTraffic: Objective = {
  name: "traffic.carried",
  score: ({ carriedBps }) => carriedBps,
};

/** Facts that the plan decides are the predicted ones; all others are the present's. A score that is unknown is NaN. */
export function policyObjective(
  ir: PolicyIr["objective"],
  evaluator: Evaluator,
  present: FactSource,
): Objective {
  if (ir === undefined) return carriedTraffic;
  const expression = evaluator.compile(ir.expression);
  const sign = ir.maximize ? 1 : -1;
  return {
    name: ir.name,
    score(prediction) {
      const value = expression.evaluate(chainFacts(predictedFacts(prediction), present));
      return typeof value === "number" ? sign * value : NaN;
    },
  };
}

function predictedFacts({ carriedBps, cost }: Prediction): FactSource {
  return {
    read(name) {
      if (name === "traffic.carried") return carriedBps;
      return name === "overlay.cost" ? cost : undefined;
    },
  };
}
