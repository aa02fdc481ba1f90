// Objectives of policies as scores of predictions.
import { describe, expect, it } from "vitest";
import { closureEvaluator } from "../../../engine/decide/compile-logic.ts";
import type { FactSource } from "../../../engine/decide/fact-source.ts";
import type { Prediction } from "../../../engine/model/problem.ts";
import { policyObjective } from "../../../engine/verify/policy-objective.ts";
import type { Logic } from "../../../lang/ir/logic.ts";

const prediction: Prediction = { carriedBps: 10e6, slowestRatio: 1, cost: 4, links: 4 };
const present: FactSource = { read: (name) => (name === "traffic.total" ? 3e6 : undefined) };

function score(expression: Logic, maximize = true): number {
  const ir = { name: "mine", maximize, expression, origin: [0, 0, 0] as [number, number, number] };
  return policyObjective(ir, closureEvaluator, present).score(prediction);
}

describe("policy objective", () => {
  it("counts carried traffic where the policy states none", () => {
    expect(policyObjective(undefined, closureEvaluator, present).score(prediction)).toBe(10e6);
  });

  it("reads what the plan decides from the prediction and the rest from the present", () => {
    const cost: Logic = { "*": [0.5e6, { fact: ["overlay.cost"] }] };
    expect(score({ "-": [{ fact: ["traffic.carried"] }, cost] })).toBe(8e6);
    expect(score({ fact: ["traffic.total"] })).toBe(3e6);
  });

  it("turns minimising round, so that higher is better", () => {
    expect(score({ fact: ["overlay.cost"] }, false)).toBe(-4);
  });

  it("gives no number where a fact is unknown", () => {
    expect(score({ fact: ["host.load", 1] })).toBeNaN();
  });
});
