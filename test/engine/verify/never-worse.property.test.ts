// Figure 10's promise as a property: what is applied is allowed, and the simulated network then carries more, never less.
import fc from "fast-check";
import { expect, it } from "vitest";
import type { Problem } from "../../../engine/model/problem.ts";
import { entriesOf } from "../../../engine/model/sparse-matrix.ts";
import { presentPlan, type Plan } from "../../../engine/plan/plan.ts";
import { PlannerRegistry } from "../../../engine/plan/planner-registry.ts";
import { runStages } from "../../../engine/plan/run-stages.ts";
import { builtInPlanners, defaultPlanners } from "../../../engine/planners/built-in-planners.ts";
import { SimulatedDataPlane } from "../../../engine/simulated/simulated-data-plane.ts";
import { buildTransition } from "../../../engine/update/build-transition.ts";
import { choosePlan } from "../../../engine/verify/choose-plan.ts";
import { predict } from "../../../engine/verify/predict.ts";
import { verifyPlan } from "../../../engine/verify/verify-plan.ts";
import { observationOf, problemOf } from "../../arbitraries/network-of.ts";
import { problems } from "../../arbitraries/problem.ts";

const registry = new PlannerRegistry(builtInPlanners);
const planning = { registry, defaults: defaultPlanners, settings: { seed: 1, steps: 1e5 } };
const verbs = fc.constantFrom("adapt", "migrate", "connect", "forward" as const);
const rateBps = 2 ** 20;

/** Every pair that talks does so at the same rate, so that fair shares and shares by weight are the same. */
function withEqualRates({ network, observation, ...more }: Problem): Problem {
  const traffic = [...entriesOf(observation.demand)].map(({ from, to }) => [from, to, rateBps] as const);
  const { overlay, mapping } = observation;
  return problemOf(network, observationOf(network, traffic, { overlay, mapping }), {
    limits: more.limits,
    moves: more.moves,
    from: more.from,
  });
}

/** What a simulated network in the state of the plan carries when every pair would send ten times what was seen. */
async function carriedIn(plan: Plan, { network, observation }: Problem): Promise<number> {
  const plane = new SimulatedDataPlane(network, { updateSeconds: 1 });
  plan.mapping.forEach((host, vm) => {
    if (host >= 0) plane.give({ kind: "vm", vm, host });
  });
  const edges = [...entriesOf(observation.demand)]
    .filter(({ from, to }) => observation.mapping[from] >= 0 && observation.mapping[to] >= 0)
    .map(({ from, to }): [number, number] => [from, to]);
  plane.give({ kind: "traffic", edges, rateBps: 10 * rateBps });
  const transition = buildTransition(network, plan.mapping, { epoch: 0, overlay: [] }, plan);
  expect(await plane.apply(transition, new AbortController().signal)).toMatchObject({ kind: "applied" });
  return plane.carriedBps();
}

it("applies only what is allowed, and what carries more by the margin", () =>
  fc.assert(
    fc.asyncProperty(problems(), verbs, async (drawn, verb) => {
      const problem = withEqualRates(drawn);
      const answer = await runStages({ do: verb, options: {} }, problem, planning);
      const chosen = choosePlan(problem, answer.kind === "candidates" ? answer.candidates : []);
      if (chosen.kind === "none") return;
      const { plan } = chosen.candidate;
      expect(verifyPlan(problem, plan)).toEqual([]);
      const before = await carriedIn(presentPlan(problem.observation), problem);
      const after = await carriedIn(plan, problem);
      expect(after).toBeGreaterThanOrEqual(1.0499 * before);
    }),
    { numRuns: 800 },
  ));

it("predicts what the simulated network carries", () =>
  fc.assert(
    fc.asyncProperty(problems({ constraints: false, limits: [] }), async (drawn) => {
      const problem = withEqualRates(drawn);
      const answer = await runStages({ do: "adapt", options: {} }, problem, planning);
      for (const { plan } of answer.kind === "candidates" ? answer.candidates : []) {
        const { carriedBps } = predict(problem.network, problem.observation, plan);
        expect(await carriedIn(plan, problem)).toBeCloseTo(carriedBps, 3);
      }
    }),
    { numRuns: 400 },
  ));
