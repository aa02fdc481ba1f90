// Variants of a plan, to say what each part of it is good for: forwarding planned anew, verified, held against the present.
import type { Prediction, Problem } from "../model/problem.ts";
import { presentPlan, type Plan } from "../plan/plan.ts";
import { runPlanner } from "../plan/run-planner.ts";
import type { Planning } from "../plan/run-stages.ts";
import { gainOf, isSlower } from "../verify/guard.ts";
import { predict } from "../verify/predict.ts";
import { standstillSeconds } from "../verify/standstill.ts";
import { verifyPlan } from "../verify/verify-plan.ts";

/** `gain` over the present, as a ratio; `objection`: why it would not be applied, whatever it gains; one sentence. */
export interface Variant {
  readonly gain: number;
  readonly objection?: string;
}

/** Flows that are laid out and predicted for all variants of one plan together: some seconds of work. Own choice. */
const mostFlows = 400_000;

export class Variants {
  readonly #problem: Problem;
  readonly #planning: Planning;
  readonly #forwarding: string;
  readonly #present: Prediction;
  #left: number;

  /** `forwarding`: the planner that lays out the routes of a variant. */
  constructor(problem: Problem, planning: Planning, forwarding: string) {
    const { network, observation } = problem;
    this.#problem = problem;
    this.#planning = planning;
    this.#forwarding = forwarding;
    this.#present = predict(network, observation, presentPlan(observation));
    this.#left = Math.floor(mostFlows / (observation.demand.value.length + 1));
  }

  /** Undefined once as many have been looked at as there is time for. */
  async look({ mapping, links }: Pick<Plan, "mapping" | "links">): Promise<Variant | undefined> {
    if (this.#left === 0) return undefined;
    this.#left -= 1;
    const problem = { ...this.#problem, chosen: { mapping, links } };
    const { registry, settings } = this.#planning;
    const { outcome } = await runPlanner(registry, this.#forwarding, {}, problem, settings);
    const routes = outcome.kind === "plan" ? (outcome.proposal.routes ?? []) : [];
    return this.judge({ mapping, links, routes });
  }

  judge(plan: Plan): Variant {
    const { network, observation, objective } = this.#problem;
    const planned = predict(network, observation, plan);
    const seconds = standstillSeconds(this.#problem, plan);
    const gain = gainOf(objective, this.#present, planned, seconds);
    const [violation] = verifyPlan(this.#problem, plan);
    if (violation !== undefined) return { gain, objection: violation.message };
    return isSlower(this.#present, planned)
      ? { gain, objection: "the slowest flow would become slower" }
      : { gain };
  }
}
