// Every diagnostic that the language has: its stable id, its severity and what it is about.
import type { Severity } from "./diagnostic.ts";

function error(title: string): { severity: Severity; title: string } {
  return { severity: "error", title };
}

function warning(title: string): { severity: Severity; title: string } {
  return { severity: "warning", title };
}

export const catalog = {
  "syntax/unexpected-character": error("a character that begins nothing in the language"),
  "syntax/unterminated-string": error("a string that does not end on its line"),
  "syntax/interpolation": error("a brace in a string that is no interpolation"),
  "syntax/malformed-mac": error("a MAC address that is not six pairs of hexadecimal digits"),
  "syntax/unexpected-token": error("something else was expected here"),
  "syntax/missing-brace": error("a block that is not closed"),
  "syntax/unknown-declaration": error("a declaration that does not exist"),
  "syntax/nesting": error("an expression or a block that nests too deep"),
  "syntax/comparison-chain": error("two comparisons without `and` between them"),
  "syntax/precedence": error("an operator that needs parentheses where it stands"),
  "syntax/edition": error("an edition of the language that this version does not know"),
  "name/unknown": error("a name that nothing declares"),
  "name/duplicate": error("a name that is declared twice"),
  "name/range": error("a range of names that is empty or has no order"),
  "name/unknown-attribute": error("an attribute that the declaration does not have"),
  "name/duplicate-attribute": error("an attribute that is given twice"),
  "name/unknown-fact": error("a fact that does not exist"),
  "name/unknown-limit": error("a limit that does not exist"),
  "name/unknown-planner": error("a planner that does not exist"),
  "name/unknown-option": error("an option that the planner does not have"),
  "name/missing-option": error("an option that the planner has no default for"),
  "name/unknown-function": error("a function or topology that does not exist"),
  "name/unknown-word": error("a word where only certain words fit"),
  "name/plugin": error("a plugin that cannot be loaded"),
  "name/import": error("a module that cannot be loaded"),
  "name/unused": warning("a topology, import or `let` that nothing uses"),
  "type/mismatch": error("a value of another type than is needed"),
  "type/arguments": error("a wrong number of arguments"),
  "type/range": error("a value outside the range that makes sense"),
  "type/constant": error("a value that must be known when the policy is compiled"),
  "type/unsupported": error("an expression that has no meaning where it stands"),
  "unit/unknown": error("a unit that does not exist"),
  "unit/mixed": error("two quantities of different dimensions"),
  "topology/network": error("not exactly one `network`"),
  "topology/proxy": error("not exactly one `proxy`"),
  "topology/duplicate-mac": error("two VMs with one MAC address"),
  "topology/mac-on-range": error("one MAC address for a range of VMs"),
  "topology/capacity": error("a VM that does not fit on its host"),
  "topology/placement": error("a placement that cannot be, or that clashes with another"),
  "topology/link": error("a link that leads nowhere"),
  "topology/star": error("a host that no kind of link to the proxy is allowed for"),
  "topology/expansion": error("a topology that has no end or too many links"),
  "rule/duplicate": error("two rules, objectives or settings where one is allowed"),
  "rule/incomplete": error("a part that is needed and not there"),
  "rule/test-fact": error("a fact that only the tests know"),
  "cost/period": error("a limit that needs a period, or takes none"),
  "security/control-character": warning("a character that makes text look different from what it is"),
} as const satisfies Record<string, { severity: Severity; title: string }>;

export type DiagnosticId = keyof typeof catalog;
