// The forwarding rules of one simulated daemon.
import type { MacAddress } from "../model/mac-address.ts";
import type { Matcher, Rule, RuleTarget } from "../model/route.ts";

/** Answers the rule of highest priority that matches; rules for exact pairs are found without a search. */
export class RuleTable {
  readonly #exact = new Map<MacAddress, Map<MacAddress, Rule>>(); // by source, then destination
  readonly #others: Rule[] = []; // by decreasing priority

  constructor(rules: readonly Rule[]) {
    for (const rule of rules) {
      if (!("mac" in rule.source) || !("mac" in rule.destination)) {
        this.#others.push(rule);
        continue;
      }
      const { mac } = rule.source;
      let ofSource = this.#exact.get(mac);
      if (ofSource === undefined) this.#exact.set(mac, (ofSource = new Map()));
      const known = ofSource.get(rule.destination.mac);
      if (known === undefined || known.priority < rule.priority) ofSource.set(rule.destination.mac, rule);
    }
    this.#others.sort((x, y) => y.priority - x.priority);
  }

  /** Undefined = no rule matches: the star's forwarding applies. */
  targetOf(source: MacAddress, destination: MacAddress): RuleTarget | undefined {
    const exact = this.#exact.get(source)?.get(destination);
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
