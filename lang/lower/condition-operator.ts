// Operators between two values of a condition: membership, equality, arithmetic and comparison of numbers.
import { areAlike, isSize, productType, sumType } from "../check/dimension.ts";
import type { NumberType } from "../check/dimension.ts";
import { reportMixedUnits } from "../check/mixed-units.ts";
import { broken, describeType } from "../check/type.ts";
import type { Type } from "../check/type.ts";
import type { Logic } from "../ir/logic.ts";
import type { BinaryExpression } from "../syntax/expression.ts";
import type { Elaborator, Typed } from "./condition.ts";

export function elaborateMembership(
  elaborator: Elaborator,
  { right }: BinaryExpression,
  a: Typed,
  b: Typed,
): Typed {
  if (b.type.kind !== "list") return elaborator.mismatch("a list", b.type, right.span);
  if (b.type.of.kind !== a.type.kind && b.type.of.kind !== "broken")
    return elaborator.mismatch(describeType({ kind: "list", of: a.type }), b.type, right.span);
  return { type: { kind: "boolean" }, logic: { member: [a.logic, b.logic] } };
}

export function elaborateEquality(
  elaborator: Elaborator,
  { operator, right }: BinaryExpression,
  a: Typed,
  b: Typed,
): Typed {
  const type: Type = { kind: "boolean" };
  if (a.type.kind === "list" && b.type.kind === "list") {
    const members = [a.type.of.kind, b.type.of.kind];
    if (!members.every((kind) => kind === "link" || kind === "broken"))
      return elaborator.fail("type/unsupported", right.span, "only lists of links can be compared");
    const same: Logic = { "same-set": [a.logic, b.logic] };
    return { type, logic: operator === "==" ? same : { "!": [same] } };
  }
  if (a.type.kind !== b.type.kind) return elaborator.mismatch(describeType(a.type), b.type, right.span);
  return { type, logic: { [operator === "==" ? "===" : "!=="]: [a.logic, b.logic] } };
}

export function elaborateNumbers(
  elaborator: Elaborator,
  { operator, left, right }: BinaryExpression,
  a: { type: NumberType; logic: Logic },
  b: { type: NumberType; logic: Logic },
): Typed {
  if (operator === "*" || operator === "/") {
    const type = productType(a.type, b.type, operator === "*" ? 1 : -1);
    // A size is in bytes and everything else with data in bits.
    const bits = (side: typeof a): Logic => (isSize(side.type) ? { "*": [side.logic, 8] } : side.logic);
    const logic = { [operator]: [bits(a), bits(b)] } as Logic;
    return { type, logic: isSize(type) ? { "/": [logic, 8] } : logic };
  }
  if (!areAlike(a.type, b.type)) {
    const { diagnostics } = elaborator.compilation;
    reportMixedUnits({ expression: left, type: a.type }, { expression: right, type: b.type }, diagnostics);
    return { type: broken, logic: false };
  }
  const operands = [a.logic, b.logic];
  if (operator === "+" || operator === "-")
    return { type: sumType(a.type, b.type), logic: { [operator]: operands } };
  if (operator === "mod") {
    if (typeof b.logic !== "number")
      return elaborator.fail("type/constant", right.span, "`mod` needs a number that is known here");
    // The sign of the divisor, as at compile time; the profile's remainder has that of the dividend.
    const remainder: Logic = { "%": operands };
    return { type: sumType(a.type, b.type), logic: { "%": [{ "+": [remainder, b.logic] }, b.logic] } };
  }
  const strict = operator === "==" ? "===" : operator === "!=" ? "!==" : operator;
  return { type: { kind: "boolean" }, logic: { [strict]: operands } };
}
