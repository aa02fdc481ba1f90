// Builds the tree of a flat chain `a + b * c …`, which the parser reads as operands and operators, by climbing precedences.
import type { DiagnosticBag } from "../diagnostics/diagnostic-bag.ts";
import { joinSpans } from "../source/span.ts";
import type { Span } from "../source/span.ts";
import { depthAbove } from "./expression.ts";
import type { BinaryOperatorText, Expression } from "./expression.ts";

export interface PlacedOperator {
  readonly text: string;
  readonly span: Span;
}
/** An operand with the `not` and `-` in front of it, outermost first. */
export interface Operand {
  readonly prefixes: readonly PlacedOperator[];
  readonly value: Expression;
}
export interface Chain {
  readonly first: Operand;
  readonly rest: readonly { readonly operator: PlacedOperator; readonly operand: Operand }[];
}

/** From loose to tight; `not` stands between `and` and the comparisons. */
const precedence: Readonly<Record<string, number>> = {
  or: 1,
  and: 2,
  "==": 4,
  "!=": 4,
  "<": 4,
  "<=": 4,
  ">": 4,
  ">=": 4,
  in: 4,
  "<->": 5,
  "..": 6,
  "..<": 6,
  "+": 7,
  "-": 7,
  "*": 8,
  "/": 8,
  mod: 8,
};
const notPrecedence = 3;
const comparison = 4;
/** These do not associate: `a <-> b <-> c` has no meaning. */
const nonAssociative: ReadonlySet<number> = new Set([4, 5, 6]);

function join(operator: PlacedOperator, left: Expression, right: Expression): Expression {
  const base = { span: joinSpans(left.span, right.span), depth: depthAbove([left, right]) };
  if (operator.text === "<->") return { kind: "link", a: left, b: right, ...base };
  if (operator.text === ".." || operator.text === "..<")
    return { kind: "range", first: left, last: right, halfOpen: operator.text === "..<", ...base };
  return { kind: "binary", operator: operator.text as BinaryOperatorText, left, right, ...base };
}

export function buildChain(chain: Chain, diagnostics: DiagnosticBag): Expression {
  let next = 0; // index into rest

  function operand({ prefixes, value }: Operand, from: number, least: number): Expression {
    const prefix = prefixes[from];
    if (prefix === undefined) return value;
    if (prefix.text === "not" && least > notPrecedence)
      diagnostics.report("syntax/precedence", prefix.span, "`not` needs parentheses here", {
        help: "write `(not …)`",
      });
    const inner = operand({ prefixes, value }, from + 1, prefix.text === "not" ? notPrecedence : 9);
    const of = prefix.text === "not" ? climb(inner, comparison) : inner;
    const span = joinSpans(prefix.span, of.span);
    return {
      kind: "unary",
      operator: prefix.text === "not" ? "not" : "-",
      of,
      span,
      depth: depthAbove([of]),
    };
  }

  function climb(start: Expression, least: number): Expression {
    let left = start;
    let lastLevel = 0;
    for (;;) {
      const item = chain.rest[next];
      const level = item === undefined ? 0 : (precedence[item.operator.text] ?? 0);
      if (item === undefined || level < least) return left;
      next++;
      const right = climb(operand(item.operand, 0, level + 1), level + 1);
      // What does not associate has no meaning, so the rest is left out once it is reported.
      if (level === lastLevel && nonAssociative.has(level)) reportChain(item.operator, level);
      else left = join(item.operator, left, right);
      lastLevel = level;
    }
  }

  function reportChain({ text, span }: PlacedOperator, level: number): void {
    if (level === comparison)
      diagnostics.report("syntax/comparison-chain", span, `\`${text}\` follows another comparison`, {
        help: "join two comparisons with `and`, or put one in parentheses",
      });
    else diagnostics.report("syntax/precedence", span, `\`${text}\` cannot follow another \`${text}\``);
  }

  return climb(operand(chain.first, 0, 0), 1);
}
