// Objectives of policies as scores of what a plan would make of the network.
import { describe, expect, it } from "vitest";
import { closureEvaluator } from "../../../engine/decide/compile-logic.ts";
import type { Objective } from "../../../engine/model/problem.ts";
import { poseProblem } from "../../../engine/pose-problem.ts";
import { judge } from "../../../engine/verify/guard.ts";
import { predict } from "../../../engine/verify/predict.ts";
import type { Logic } from "../../../lang/ir/logic.ts";
import { linkOf, networkOf, observationOf } from "../../arbitraries/network-of.ts";

const network = networkOf({
  hosts: ["gw", "a", "b", "c"].map((name) => ({ name, slots: 2 })),
  vms: [
    { name: "v", on: 1 },
    { name: "w", on: 2 },
  ],
  pathBps: (from, to) => (from * to === 0 ? 4e6 : 100e6),
});
const observation = observationOf(network, [[0, 1, 2e6]]);
const present = { mapping: observation.mapping, links: [], routes: [] };
const linked = {
  mapping: observation.mapping,
  links: [linkOf(1, 2, "ws", 4)],
  routes: [{ from: 0, to: 1, hosts: [1, 2] }],
};
const moved = { ...present, mapping: Int32Array.of(2, 2) };

function objectiveOf(expression: Logic, maximize = true): Objective {
  const objective = { name: "mine", maximize, expression, origin: [0, 0, 0] as [number, number, number] };
  const policy = { infer: { update: 0.05, smooth: 1, detect: 0.1, prune: 0.05 }, objective };
  const moment = { policy, evaluator: closureEvaluator, network, observation, limits: [] };
  return poseProblem({ ...moment, adaptedAt: -Infinity }).objective;
}

const score = (expression: Logic, plan = linked, maximize = true): number =>
  objectiveOf(expression, maximize).score(predict(network, observation, plan));

describe("policy objective", () => {
  it("reads what the plan decides as it would be, and the rest as it is", () => {
    expect(score({ fact: ["traffic.carried"] }, present)).toBeCloseTo(4e6);
    expect(score({ fact: ["traffic.carried"] })).toBeCloseTo(20e6); // ten times what was seen
    expect(score({ fact: ["overlay.cost"] })).toBe(4);
    expect(score({ "-": [{ fact: ["traffic.carried"] }, { "*": [1e6, { fact: ["overlay.cost"] }] }] })).toBe(
      16e6,
    );
    expect(score({ fact: ["traffic.total"] })).toBe(2e6);
  });

  it("reads what links carry and hosts relay and run once the plan is carried out", () => {
    expect(score({ fact: ["traffic.through", 0] }, present)).toBe(2e6);
    expect(score({ fact: ["traffic.through", 0] })).toBe(0);
    expect(score({ fact: ["link.load", "1-2"] })).toBeCloseTo(0.02);
    expect(score({ fact: ["link.load", "0-1"] }, present)).toBeCloseTo(0.5);
    expect(score({ fact: ["host.vms", 2] }, moved)).toBe(2);
    expect(score({ fact: ["vm.host", 0] }, moved)).toBe(2);
    expect(score({ fact: ["plan.moves"] }, moved)).toBe(1);
  });

  it("turns minimising round, so that higher is better", () => {
    expect(score({ fact: ["overlay.cost"] }, linked, false)).toBe(-4);
  });

  it("gives no number where a fact is unknown, and the refused plan says which", () => {
    const objective = objectiveOf({ "+": [{ fact: ["host.load", 1] }, { fact: ["plan.gain"] }] });
    const [before, after] = [present, linked].map((plan) => predict(network, observation, plan));
    expect(objective.score(after)).toBeNaN();
    expect(judge(objective, before, after, 0)).toMatchObject({
      kind: "refused",
      note: {
        id: "plan/objective",
        message: "the objective `mine` cannot be told: `h.load`, `plan.gain` are unknown",
      },
    });
  });
});
