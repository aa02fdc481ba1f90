// The facts that depend on who asks: on the rule's own past, and on the plan that its action would bring.
import type { FactName } from "../../lang/ir/facts.ts";
import type { Observation } from "../model/observation.ts";
import { chainFacts, type FactSource } from "./fact-source.ts";

/** What the plan of a rule's action would bring; `gain` as a ratio, NaN = unknown. */
export interface PlanFacts {
  readonly gain: number;
  /** The iteration time now over that of the plan. */
  readonly pace: number;
  readonly moves: number;
}

/** The situation of the rule that asks. */
export interface RuleMoment {
  /** When the rule last fired, seconds; -Infinity = never. */
  readonly firedAt: number;
  /** Left out until there is a plan: its facts are unknown before. */
  readonly plan?: PlanFacts;
}

export type RuleFactName = "app.changed" | "plan.gain" | "plan.pace" | "plan.moves";

/** Facts that only a plan can answer: conditions that read them are evaluated last. */
export const planFactNames: ReadonlySet<FactName> = new Set<FactName>([
  "plan.gain",
  "plan.pace",
  "plan.moves",
]);

/** The rule's own facts in front of those that are the same for all. */
export function ruleFacts(observation: Observation, moment: RuleMoment, others: FactSource): FactSource {
  return chainFacts({ read: (name) => ruleFact(observation, moment, name) }, others);
}

function ruleFact(observation: Observation, { firedAt, plan }: RuleMoment, name: FactName) {
  switch (name) {
    case "app.changed":
      return observation.changedAt > firedAt;
    case "plan.gain":
      return plan === undefined || Number.isNaN(plan.gain) ? undefined : plan.gain;
    case "plan.pace":
      return plan === undefined || !Number.isFinite(plan.pace) ? undefined : plan.pace;
    case "plan.moves":
      return plan?.moves;
    default:
      return undefined;
  }
}
