// One rule over time: for each of its members, since when its condition has been true without a break; when it last fired.
import type { RuleIr } from "../../lang/ir/policy-ir.ts";
import { hasElapsed } from "./elapsed.ts";
import { explain, type Evaluator, type Expression, type Explanation } from "./expression.ts";
import type { FactReading, FactSource, Value } from "./fact-source.ts";
import {
  isNetworkAction,
  stagesOfRule,
  type ClaimableStage,
  type Firing,
  type FiringAction,
} from "./firing.ts";
import { planFactNames } from "./rule-facts.ts";

/** A part of a rule that could not be told; `readings` are the facts that were unknown. */
export interface UnknownCondition {
  readonly rule: RuleIr;
  readonly member?: Value;
  readonly part: "in" | "where" | "when" | "until" | "from";
  readonly readings: readonly FactReading[];
}

/** What one look at a rule finds: firings that its condition and `for` allow, before cooldown and claims. */
export interface Watched {
  readonly due: readonly Firing[];
  readonly unknown: readonly UnknownCondition[];
}

/** After a plan that a condition did not accept, it is planned anew after so long. Own choice, seconds. */
const replanSeconds = 1;

export class RuleWatch {
  readonly rule: RuleIr;
  readonly stages: readonly ClaimableStage[];
  readonly #in: Expression | undefined;
  readonly #where: Expression | undefined;
  readonly #when: Expression;
  readonly #until: Expression | undefined;
  readonly #from: readonly { action: FiringAction["action"]; from: Expression | undefined }[];
  #heldSince = new Map<string, number>(); // member -> since when the condition is true without a break
  #firedAt = -Infinity;
  #declinedAt = -Infinity;

  constructor(rule: RuleIr, evaluator: Evaluator) {
    const { forEach } = rule;
    const names = forEach === undefined ? [] : [forEach.name];
    this.rule = rule;
    this.stages = stagesOfRule(rule);
    this.#in = forEach && evaluator.compile(forEach.in);
    this.#where = forEach?.where === undefined ? undefined : evaluator.compile(forEach.where, names);
    this.#when = evaluator.compile(rule.when, names);
    this.#until = rule.until === undefined ? undefined : evaluator.compile(rule.until, names);
    this.#from = rule.actions.filter(isNetworkAction).map((action) => ({
      action,
      from:
        action.do === "reset" || action.from === undefined
          ? undefined
          : evaluator.compile(action.from, names),
    }));
  }

  /** When it last fired, seconds; -Infinity = never. */
  get firedAt(): number {
    return this.#firedAt;
  }

  /** Whether its cooldown, and the pause after a plan that it did not accept, are over. */
  isReady(now: number): boolean {
    return (
      hasElapsed(this.#firedAt, this.rule.cooldownSeconds, now) &&
      hasElapsed(this.#declinedAt, replanSeconds, now)
    );
  }

  fired(at: number): void {
    this.#firedAt = at;
  }

  declined(at: number): void {
    this.#declinedAt = at;
  }

  /** Looks at the conditions at `now`. Called every tick, whether or not the rule may fire. */
  watch(now: number, facts: FactSource): Watched {
    const unknown: UnknownCondition[] = [];
    const held = new Map<string, number>();
    const due: Firing[] = [];
    for (const bound of this.#members(facts, unknown)) {
      const key = JSON.stringify(bound);
      const verdict = this.#verdict(facts, bound, unknown);
      if (verdict === undefined) continue;
      const since = this.#heldSince.get(key) ?? now;
      held.set(key, since);
      if (!hasElapsed(since, this.rule.forSeconds, now)) continue;
      const firing = this.#firing(now, facts, bound, verdict === "plan", unknown);
      if (firing !== undefined) due.push(firing);
    }
    this.#heldSince = held;
    return { due, unknown };
  }

  /** The condition of a firing, with the facts of its plan. */
  judge(firing: Firing, facts: FactSource): Explanation {
    return explain(this.#when, facts, boundOf(firing));
  }

  /** Whether `until` is true for a firing; an unknown one is not, and is noted. */
  isOver(firing: Firing, facts: FactSource, unknown: UnknownCondition[]): boolean {
    if (this.#until === undefined) return false;
    return this.#known(this.#until, "until", facts, boundOf(firing), unknown) === true;
  }

  /** The values bound for each member that `where` lets through; one empty list without `for each`. */
  #members(facts: FactSource, unknown: UnknownCondition[]): (readonly Value[])[] {
    if (this.#in === undefined) return [[]];
    const list = this.#known(this.#in, "in", facts, [], unknown);
    if (typeof list !== "object") return [];
    const where = this.#where;
    const members = list.map((member) => [member]);
    if (where === undefined) return members;
    return members.filter((bound) => this.#known(where, "where", facts, bound, unknown) === true);
  }

  /** "true", or "plan" when nothing but the plan's facts is missing; undefined = false, or unknown and noted. */
  #verdict(
    facts: FactSource,
    bound: readonly Value[],
    unknown: UnknownCondition[],
  ): "true" | "plan" | undefined {
    const value = this.#when.evaluate(facts, bound);
    if (value !== undefined) return value === true ? "true" : undefined;
    const missing = missingIn(explain(this.#when, facts, bound));
    const isForPlan = missing.length > 0 && missing.every(({ fact }) => planFactNames.has(fact));
    if (isForPlan && this.#from.length > 0) return "plan";
    unknown.push(this.#note("when", bound, missing));
    return undefined;
  }

  #firing(
    now: number,
    facts: FactSource,
    bound: readonly Value[],
    needsPlan: boolean,
    unknown: UnknownCondition[],
  ): Firing | undefined {
    const actions: FiringAction[] = [];
    for (const { action, from } of this.#from) {
      const host = from === undefined ? -1 : this.#known(from, "from", facts, bound, unknown);
      if (typeof host !== "number") return undefined;
      actions.push({ action, from: host });
    }
    const { readings } = explain(this.#when, facts, bound);
    const firing = { rule: this.rule, at: now, actions, stages: this.stages, needsPlan, readings };
    return bound[0] === undefined ? firing : { ...firing, member: bound[0] };
  }

  /** The value of a part of the rule; when it is unknown, that is noted. */
  #known(
    expression: Expression,
    part: UnknownCondition["part"],
    facts: FactSource,
    bound: readonly Value[],
    unknown: UnknownCondition[],
  ): Value | undefined {
    const value = expression.evaluate(facts, bound);
    if (value === undefined)
      unknown.push(this.#note(part, bound, missingIn(explain(expression, facts, bound))));
    return value;
  }

  #note(
    part: UnknownCondition["part"],
    bound: readonly Value[],
    readings: readonly FactReading[],
  ): UnknownCondition {
    const note = { rule: this.rule, part, readings };
    return bound[0] === undefined ? note : { ...note, member: bound[0] };
  }
}

function boundOf({ member }: Firing): Value[] {
  return member === undefined ? [] : [member];
}

function missingIn({ readings }: Explanation): FactReading[] {
  return readings.filter(({ value }) => value === undefined);
}
