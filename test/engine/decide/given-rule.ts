// Compiled rules, facts and a ticking rule book for tests.
import { closureEvaluator } from "../../../engine/decide/compile-logic.ts";
import type { FactSource, Value } from "../../../engine/decide/fact-source.ts";
import { RuleBook, type Decision } from "../../../engine/decide/rule-book.ts";
import type { RuleMoment } from "../../../engine/decide/rule-facts.ts";
import type { Evaluator } from "../../../engine/decide/expression.ts";
import type { ActionIr, RuleIr } from "../../../lang/ir/policy-ir.ts";

const origin: RuleIr["origin"] = [0, 0, 0];

/** An action with no options. */
export function act(name: "adapt" | "migrate" | "connect" | "forward" | "reset"): ActionIr {
  return name === "reset" ? { do: name, origin } : { do: name, options: {}, origin };
}

export function hold(seconds: number): ActionIr {
  return { do: "hold", seconds, origin };
}

export function alert(message: string): ActionIr {
  return { do: "alert", message, origin };
}

/** A rule that connects while the application has changed, but for what is given. */
export function givenRule(given: Partial<RuleIr> & { name: string }): RuleIr {
  return {
    when: { fact: ["app.changed"] },
    whenText: "app.changed",
    forSeconds: 0,
    actions: [act("connect")],
    cooldownSeconds: 0,
    priority: 0,
    origin,
    ...given,
  };
}

/** Facts by name, or by name and arguments as in `host.load(1)`. What is not given is unknown. */
export type GivenFacts = Readonly<Record<string, Value>>;

export function factsOf(given: GivenFacts): FactSource {
  return { read: (name, args) => given[args.length === 0 ? name : `${name}(${args.join(",")})`] };
}

/** Plan facts come from the rule's moment, all others are given. */
export function factsFor(given: GivenFacts): (moment: RuleMoment) => FactSource {
  return ({ plan }) => ({
    read: (name, args) => {
      if (name === "plan.gain") return plan?.gain;
      return name === "plan.moves" ? plan?.moves : factsOf(given).read(name, args);
    },
  });
}

/** A rule book whose firings are confirmed at once, as by an engine whose plans all succeed. */
export class TickingBook {
  readonly book: RuleBook;

  constructor(rules: readonly RuleIr[], evaluator: Evaluator = closureEvaluator) {
    this.book = new RuleBook(rules, evaluator);
  }

  tick(now: number, given: GivenFacts): Decision {
    const decision = this.book.decide(now, factsFor(given));
    for (const firing of decision.firings) if (firing.actions.length > 0) this.book.confirm(firing, true);
    return decision;
  }

  /** Names of the rules that fire, with the member as in `flee 2`. */
  fired(now: number, given: GivenFacts): string[] {
    return this.tick(now, given).firings.map(({ rule, member }) =>
      member === undefined ? rule.name : `${rule.name} ${JSON.stringify(member)}`,
    );
  }

  /** The times at which anything fires when ticked every `step` seconds with facts that depend on time. */
  firingTimes(until: number, given: (now: number) => GivenFacts, step = 1): number[] {
    const times: number[] = [];
    for (let now = 0; now <= until; now += step) if (this.fired(now, given(now)).length > 0) times.push(now);
    return times;
  }
}
