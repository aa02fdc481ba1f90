// Arithmetic and comparisons of numbers that are known when the policy is compiled.
import { areAlike, isSize, productType, sumType } from "../check/dimension.ts";
import { reportMixedUnits } from "../check/mixed-units.ts";
import type { BinaryExpression, BinaryOperatorText } from "../syntax/expression.ts";
import type { Evaluator } from "./evaluate.ts";
import type { Value } from "./value.ts";

type NumberValue = Extract<Value, { kind: "number" }>;

const comparisons: Partial<Record<BinaryOperatorText, (a: number, b: number) => boolean>> = {
  "==": (a, b) => a === b,
  "!=": (a, b) => a !== b,
  "<": (a, b) => a < b,
  "<=": (a, b) => a <= b,
  ">": (a, b) => a > b,
  ">=": (a, b) => a >= b,
};

/** Remainder with the sign of the divisor, so that `(i - 1) mod n` is the index before. */
function floorModulo(a: number, b: number): number {
  return a - b * Math.floor(a / b);
}

export function combineNumbers(
  evaluator: Evaluator,
  { operator, left, right, span }: BinaryExpression,
  a: NumberValue,
  b: NumberValue,
): Value | undefined {
  const bits = (each: NumberValue): number => (isSize(each.type) ? each.value * 8 : each.value);
  if (operator === "*" || operator === "/") {
    const type = productType(a.type, b.type, operator === "*" ? 1 : -1);
    const value = operator === "*" ? bits(a) * bits(b) : bits(a) / bits(b);
    if (!Number.isFinite(value)) return evaluator.fail("type/range", span, "this is not a finite number");
    return { kind: "number", value: isSize(type) ? value / 8 : value, type };
  }
  if (!areAlike(a.type, b.type)) {
    const { diagnostics } = evaluator.compilation;
    reportMixedUnits({ expression: left, type: a.type }, { expression: right, type: b.type }, diagnostics);
    return undefined;
  }
  const compare = comparisons[operator];
  if (compare !== undefined) return { kind: "boolean", value: compare(a.value, b.value) };
  const type = sumType(a.type, b.type);
  if (operator === "mod") {
    if (b.value === 0) return evaluator.fail("type/range", right.span, "the remainder of a division by zero");
    return { kind: "number", value: floorModulo(a.value, b.value), type };
  }
  return { kind: "number", value: operator === "+" ? a.value + b.value : a.value - b.value, type };
}
