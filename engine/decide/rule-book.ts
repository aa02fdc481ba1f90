// All rules over time: which fire at a moment, by priority and then text order, and what earlier firings are to be taken back.
import type { RuleIr } from "../../lang/ir/policy-ir.ts";
import { FiringError } from "./decide-errors.ts";
import type { Evaluator, Explanation } from "./expression.ts";
import type { FactSource, Value } from "./fact-source.ts";
import { alertsOf, type Alert, type ClaimableStage, type Firing } from "./firing.ts";
import type { PlanFacts, RuleMoment } from "./rule-facts.ts";
import { RuleWatch, type UnknownCondition } from "./rule-watch.ts";
import { StageClaims, type Standing } from "./stage-claims.ts";

/** What a firing brought, without what later firings have claimed: to be taken back. */
export interface Undone {
  readonly firing: Firing;
  readonly stages: readonly ClaimableStage[];
}

/** A rule whose turn it was, but for stages that another has. */
export interface Blocked {
  readonly rule: RuleIr;
  readonly member?: Value;
  readonly by: RuleIr;
}

export interface Decision {
  /** In the order in which they are to be carried out. */
  readonly firings: readonly Firing[];
  readonly alerts: readonly Alert[];
  readonly undone: readonly Undone[];
  readonly blocked: readonly Blocked[];
  readonly unknown: readonly UnknownCondition[];
}

/** The facts for a rule in its situation; the same source throughout a tick but for that. */
export type FactsFor = (moment: RuleMoment) => FactSource;

/**
 * Every firing that has actions is under way, and keeps its stages, until the caller settles it with `confirm` or
 * `decline`; a rule fires with all its stages or not at all. A firing that `needsPlan` has not fired until it is confirmed.
 * Every other one has, and its cooldown runs, whatever comes of its plan.
 */
export class RuleBook {
  readonly #watches: readonly RuleWatch[]; // by priority, then text order
  readonly #byRule: ReadonlyMap<RuleIr, RuleWatch>;
  readonly #claims = new StageClaims();

  /** Throws LogicError when a condition is not of the profile. */
  constructor(rules: readonly RuleIr[], evaluator: Evaluator) {
    const byPriority = [...rules].sort((a, b) => b.priority - a.priority); // the sort is stable
    this.#watches = byPriority.map((rule) => new RuleWatch(rule, evaluator));
    this.#byRule = new Map(this.#watches.map((watch) => [watch.rule, watch]));
  }

  /** Looks at every rule. `now` in seconds, must not go back. */
  decide(now: number, factsFor: FactsFor): Decision {
    const firings: Firing[] = [];
    const alerts: Alert[] = [];
    const blocked: Blocked[] = [];
    const unknown: UnknownCondition[] = [];
    for (const watch of this.#watches) {
      const facts = factsFor({ firedAt: watch.firedAt });
      const watched = watch.watch(now, facts);
      unknown.push(...watched.unknown);
      for (const firing of watched.due) {
        if (!watch.isReady(now)) break;
        const holder = this.#claims.holder(firing.stages, now, watch.rule);
        if (holder !== undefined) {
          if (holder !== watch.rule) blocked.push(blockedBy(firing, holder));
          continue;
        }
        if (firing.actions.length > 0) this.#claims.begin(firing, watch.isOver(firing, facts, []));
        if (!firing.needsPlan) alerts.push(...this.#fire(firing));
        firings.push(firing);
      }
    }
    return { firings, alerts, undone: this.#undo(now, factsFor, unknown), blocked, unknown };
  }

  /** Evaluates the condition of a firing that needs its plan; it holds when the value is true. */
  judge(firing: Firing, factsFor: FactsFor, plan: PlanFacts): Explanation {
    const watch = this.#watchOf(firing);
    return watch.judge(firing, factsFor({ firedAt: watch.firedAt, plan }));
  }

  /**
   * Settles a firing that stands: `applied` says whether anything came of its plan. Answers the alerts of a firing that
   * needed its plan. Throws FiringError when it is not under way.
   */
  confirm(firing: Firing, applied: boolean): readonly Alert[] {
    this.#claims.settle(firing, applied);
    return firing.needsPlan ? this.#fire(firing) : [];
  }

  /**
   * Settles a firing that does not stand. One that needed its plan has not fired, and is looked at again after a second.
   * Throws FiringError when it is not under way.
   */
  decline(firing: Firing, now: number): void {
    this.#claims.settle(firing, false);
    if (firing.needsPlan) this.#watchOf(firing).declined(now);
  }

  #fire(firing: Firing): Alert[] {
    this.#watchOf(firing).fired(firing.at);
    for (const action of firing.rule.actions)
      if (action.do === "hold") this.#claims.hold(firing.rule, firing.at, action.seconds);
    return alertsOf(firing);
  }

  /** Firings whose `until` has become true, as soon as no other firing and no `hold` has their stages. */
  #undo(now: number, factsFor: FactsFor, unknown: UnknownCondition[]): Undone[] {
    const undone: Undone[] = [];
    for (const standing of this.#claims.standing) {
      const watch = this.#watchOf(standing.firing);
      noteEnd(standing, watch.isOver(standing.firing, factsFor({ firedAt: watch.firedAt }), unknown));
      if (!standing.isDue || this.#claims.holder(standing.stages, now) !== undefined) continue;
      this.#claims.drop(standing);
      undone.push({ firing: standing.firing, stages: [...standing.stages] });
    }
    return undone;
  }

  #watchOf({ rule }: Firing): RuleWatch {
    const watch = this.#byRule.get(rule);
    if (watch === undefined) throw new FiringError(`rule \`${rule.name}\` is not of this rule book`);
    return watch;
  }
}

/** `until` takes effect when it becomes true: true already when the rule fired, it has to be false first. */
function noteEnd(standing: Standing, isOver: boolean): void {
  if (isOver && !standing.wasOver) standing.isDue = true;
  standing.wasOver = isOver;
}

function blockedBy({ rule, member }: Firing, by: RuleIr): Blocked {
  return member === undefined ? { rule, by } : { rule, member, by };
}
