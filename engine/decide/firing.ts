// A rule that fires: what it is about to do, for which member, why, and which stages it claims for that.
import type { ActionIr, RuleIr } from "../../lang/ir/policy-ir.ts";
import type { FactReading, Value } from "./fact-source.ts";

/** What a firing can claim; `adapt` and `hold` claim all three. */
export const claimableStages = ["migrate", "connect", "forward"] as const;

export type ClaimableStage = (typeof claimableStages)[number];

/** Actions that change the network, and so have a plan. */
export type NetworkActionIr = Exclude<ActionIr, { do: "hold" } | { do: "alert" }>;

/** `from`: the host from which alone VMs may move, -1 = any. */
export interface FiringAction {
  readonly action: NetworkActionIr;
  readonly from: number;
}

export interface Firing {
  readonly rule: RuleIr;
  /** The member of `for each` that it is for. */
  readonly member?: Value;
  /** When it was decided, seconds. */
  readonly at: number;
  /** In text order; empty when it only alerts or holds. */
  readonly actions: readonly FiringAction[];
  readonly stages: readonly ClaimableStage[];
  /** The condition also reads what the plan would bring: plan first, then ask `RuleBook.judge`. */
  readonly needsPlan: boolean;
  /** What the condition has read. */
  readonly readings: readonly FactReading[];
}

export interface Alert {
  readonly rule: RuleIr;
  readonly member?: Value;
  readonly message: string;
}

/** The stages that an action claims. */
export function stagesOf(action: ActionIr): readonly ClaimableStage[] {
  switch (action.do) {
    case "adapt":
    case "hold":
      return claimableStages;
    case "reset":
      return ["connect", "forward"];
    case "alert":
      return [];
    default:
      return [action.do];
  }
}

export function isNetworkAction(action: ActionIr): action is NetworkActionIr {
  return action.do !== "hold" && action.do !== "alert";
}

/** The stages that all actions of a rule claim together. */
export function stagesOfRule(rule: RuleIr): ClaimableStage[] {
  const claimed = new Set(rule.actions.flatMap(stagesOf));
  return claimableStages.filter((stage) => claimed.has(stage));
}

/** The messages of a firing's `alert` actions. */
export function alertsOf(firing: Firing): Alert[] {
  const { rule, member } = firing;
  return rule.actions.flatMap((action) =>
    action.do === "alert"
      ? [{ rule, message: action.message, ...(member === undefined ? {} : { member }) }]
      : [],
  );
}
