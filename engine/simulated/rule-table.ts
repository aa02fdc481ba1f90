// The forwarding rules of one simulated daemon.
import type { MacAddress } from "../model/mac-address.ts";
import type { Matcher, Rule, RuleTarget } from "../model/route.ts";

/** Answers the rule of highest priority that matches; rules for exact pairs are found without a search. */
export class RuleTable {
  readonly #exact = new Map<string, Rule>();
  readonly #others: Rule[] = []; // by decreasing priority

  constructor(rules: readonly Rule[]) {
    for (const rule of rules) {
      if (!("mac" in rule.source) || !("mac" in rule.destination)) {
        this.#others.push(rule);
        continue;
      }
      const key = pairKey(rule.source.mac, rule.destination.mac);
      if ((this.#exact.get(key)?.priority ?? -Infinity) < rule.priority) this.#exact.set(key, rule);
    }
    this.#others.sort((x, y) => y.priority - x.priority);
  }

  /** Undefined = no rule matches: the star's forwarding applies. */
  targetOf(source: MacAddress, destination: MacAddress): RuleTarget | undefined {
    const exact = this.#exact.get(pairKey(source, destination));
    const other = this.#others.find(
      (rule) => matches(rule.source, source) && matches(rule.destination, destination),
    );
    if (exact === undefined || (other !== undefined && other.priority > exact.priority)) return other?.target;
    return exact.target;
  }
}

function matches(matcher: Matcher, mac: MacAddress): boolean {
  if ("any" in matcher) return true;
  return "mac" in matcher ? matcher.mac === mac : matcher.not !== mac;
}

function pairKey(source: MacAddress, destination: MacAddress): string {
  return `${source}>${destination}`;
}
