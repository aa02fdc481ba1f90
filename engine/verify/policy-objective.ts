// The policy's objective as a function of what a plan is predicted to bring.
import { facts } from "../../lang/ir/facts.ts";
import type { PolicyIr } from "../../lang/ir/policy-ir.ts";
import { explain, type Evaluator } from "../decide/expression.ts";
import type { FactReading, FactSource } from "../decide/fact-source.ts";
import type { Objective, Prediction } from "../model/problem.ts";

/** What counts where a policy states no objective: how much of the application's traffic arrives. */
export const carriedTraffic: Objective = {
  name: "traffic.carried",
  score: ({ carriedBps }) => carriedBps,
};

/** `factsOf`: the facts once a plan is carried out. A score that depends on an unknown fact is NaN, and `unknown` names the facts. */
export function policyObjective(
  ir: PolicyIr["objective"],
  evaluator: Evaluator,
  factsOf: (prediction: Prediction) => FactSource,
): Objective {
  if (ir === undefined) return carriedTraffic;
  const expression = evaluator.compile(ir.expression);
  const sign = ir.maximize ? 1 : -1;
  return {
    name: ir.name,
    score(prediction) {
      const value = expression.evaluate(factsOf(prediction));
      return typeof value === "number" ? sign * value : NaN;
    },
    unknown: (prediction) =>
      explain(expression, factsOf(prediction))
        .readings.filter(({ value }) => value === undefined)
        .map(written),
  };
}

/** As it is written in a policy; of several arguments the indices, as nobody knows names here. */
function written({ fact }: FactReading): string {
  return facts[fact].syntax;
}
