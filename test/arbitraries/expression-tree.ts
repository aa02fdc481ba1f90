// Arbitrary expressions of the language, as trees: whatever can be written, sensible or not.
import fc from "fast-check";
import type {
  BinaryOperatorText,
  CallExpression,
  Expression,
  Name,
  StringExpression,
} from "../../lang/syntax/expression.ts";
import type { Span } from "../../lang/source/span.ts";

/** Where a tree that was never read stands. */
export const nowhere: Span = { file: 0, start: 0, end: 0 };
const base = { span: nowhere, depth: 1 };

/** Keywords among them; `if` can stand for no value, so it is left out. */
export const words = [
  "a",
  "b",
  "n1",
  "web-1",
  "_x",
  "host",
  "rule",
  "limit",
  "on",
  "any",
  "all",
  "site",
  "for",
  "per",
];
export const nameTree: fc.Arbitrary<Name> = fc
  .constantFrom(...words)
  .map((text): Name => ({ text, span: nowhere }));
/** A name that begins no other form where a network or a test goes on. */
export const plainName: fc.Arbitrary<Name> = fc
  .constantFrom("a", "b", "n1", "n4", "web-1", "_x")
  .map((text): Name => ({ text, span: nowhere }));

const piece = fc.string({
  unit: fc.constantFrom("x", " ", "{", "}", '"', "\\", "\n", "\t", "#", "é", "😀"),
  minLength: 1,
  maxLength: 6,
});
export const stringTree: fc.Arbitrary<StringExpression> = fc
  .array(fc.tuple(fc.option(piece, { nil: undefined }), plainName), { maxLength: 2 })
  .chain((pairs) => fc.option(piece, { nil: undefined }).map((last) => [...pairs.flat(), last]))
  .map((parts) => ({ kind: "string", parts: parts.filter((part) => part !== undefined), ...base }));

const numberTree: fc.Arbitrary<Expression> = fc
  .tuple(
    fc.constantFrom(0, 1, 4, 60, 0.5, 99.25, 1e21, 5e-7, 1.25e-9, 123_456_789),
    fc.constantFrom(undefined, "ms", "s", "Mbps", "GiB", "%"),
  )
  .map(([value, unit]) => ({
    kind: "number",
    value,
    unit: unit === undefined ? undefined : { text: unit, span: nowhere },
    ...base,
  }));

const leaf: fc.Arbitrary<Expression> = fc.oneof(
  numberTree,
  stringTree,
  nameTree.map((name): Expression => ({ kind: "name", name, ...base })),
  nameTree.map((name): Expression => ({ kind: "site", name, ...base })),
  fc.constant<Expression>({ kind: "mac", text: "02:00:00:00:00:0a", ...base }),
  fc.boolean().map((value): Expression => ({ kind: "boolean", value, ...base })),
);

const operators: readonly BinaryOperatorText[] = [
  ...(["or", "and", "==", "!=", "<", "<=", ">", ">=", "in", "+", "-", "*", "/", "mod"] as const),
];

/** At most about `depth` nodes deep. */
export function expressionTree(depth = 4): fc.Arbitrary<Expression> {
  if (depth <= 1) return leaf;
  const inner = expressionTree(depth - 1);
  const optional = fc.option(inner, { nil: undefined });
  const list: fc.Arbitrary<Expression> = fc
    .array(inner, { maxLength: 4 })
    .map((items) => ({ kind: "list", items, ...base }));
  return fc.oneof(
    { weight: 2, arbitrary: leaf },
    list,
    callTree(inner, inner),
    fc.tuple(inner, nameTree).map(([of, name]): Expression => ({ kind: "member", of, name, ...base })),
    fc.tuple(inner, inner).map(([of, index]): Expression => ({ kind: "index", of, index, ...base })),
    fc
      .tuple(fc.constantFrom("-" as const, "not" as const), inner)
      .map(([operator, of]): Expression => ({ kind: "unary", operator, of, ...base })),
    {
      weight: 3,
      arbitrary: fc
        .tuple(fc.constantFrom(...operators), inner, inner)
        .map(([operator, left, right]): Expression => ({ kind: "binary", operator, left, right, ...base })),
    },
    fc.tuple(inner, inner).map(([a, b]): Expression => ({ kind: "link", a, b, ...base })),
    fc
      .tuple(inner, inner, fc.boolean())
      .map(([first, last, halfOpen]): Expression => ({ kind: "range", first, last, halfOpen, ...base })),
    fc.tuple(fc.boolean(), nameTree, inner, inner).map(([all, variable, of, condition]): Expression => ({
      kind: "quantifier",
      all,
      variable,
      list: of,
      condition,
      ...base,
    })),
    fc.tuple(inner, inner, inner).map(([condition, whenTrue, whenFalse]): Expression => ({
      kind: "conditional",
      condition,
      whenTrue,
      whenFalse,
      ...base,
    })),
    fc.tuple(inner, nameTree, inner, optional).map(([argument, variable, of, where]): Expression => ({
      kind: "call",
      callee: { kind: "name", name: { text: "sum", span: nowhere }, ...base },
      args: [argument],
      each: { variable, list: of, where },
      ...base,
    })),
  );
}

/** A call, with `callee` as what is called. */
export function callTree(
  callee: fc.Arbitrary<Expression>,
  argument: fc.Arbitrary<Expression>,
): fc.Arbitrary<CallExpression> {
  return fc
    .tuple(callee, fc.array(argument, { maxLength: 3 }))
    .map(([called, args]) => ({ kind: "call", callee: called, args, each: undefined, ...base }));
}

/** A call as it stands alone: of a name, or of one behind a dot. */
export function standingCallTree(argument: fc.Arbitrary<Expression>): fc.Arbitrary<CallExpression> {
  const name = plainName.map((text): Expression => ({ kind: "name", name: text, ...base }));
  const member = fc
    .tuple(name, plainName)
    .map(([of, text]): Expression => ({ kind: "member", of, name: text, ...base }));
  return callTree(fc.oneof(name, member), argument);
}
