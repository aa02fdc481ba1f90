// A daemon's forwarding rule: which frames it matches and where they go.
import type { MacAddress } from "../ethernet/mac-address.ts";

export type Matcher = { readonly any: true } | { readonly mac: MacAddress } | { readonly not: MacAddress };

/** Over the link to another daemon (by name), or into the port of a VM. */
export type RuleTarget = { readonly peer: string } | { readonly port: MacAddress };

/** Higher priority first; two rules of equal priority must never match the same frame. */
export interface ForwardingRule {
  readonly source: Matcher;
  readonly destination: Matcher;
  readonly priority: number;
  readonly target: RuleTarget;
}

export function matches(matcher: Matcher, mac: MacAddress): boolean {
  if ("mac" in matcher) return matcher.mac === mac;
  if ("not" in matcher) return matcher.not !== mac;
  return true;
}

/** Whether one frame can match both rules. */
export function overlap(a: ForwardingRule, b: ForwardingRule): boolean {
  return matchersOverlap(a.source, b.source) && matchersOverlap(a.destination, b.destination);
}

function matchersOverlap(a: Matcher, b: Matcher): boolean {
  if ("mac" in a) return matches(b, a.mac);
  if ("mac" in b) return matches(a, b.mac);
  return true; // `any` and `not` leave at least 2^48 - 2 addresses in common
}
