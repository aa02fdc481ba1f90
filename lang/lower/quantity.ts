// A number literal with its unit to a number in base units.
import { numberOf, plainNumber } from "../check/dimension.ts";
import type { NumberType } from "../check/dimension.ts";
import type { DiagnosticBag } from "../diagnostics/diagnostic-bag.ts";
import { didYouMean } from "../diagnostics/did-you-mean.ts";
import type { NumberExpression } from "../syntax/expression.ts";
import { toBaseUnit, unitAliases, units } from "../syntax/unit.ts";

export interface Quantity {
  readonly value: number;
  readonly type: NumberType;
}

/** Undefined, and reported, for a unit that does not exist and for a number that a double cannot hold. */
export function quantityOf(
  { value, unit, span }: NumberExpression,
  diagnostics: DiagnosticBag,
): Quantity | undefined {
  const known = unit && units.get(unit.text);
  if (unit === undefined || known !== undefined) {
    const inBaseUnit = known === undefined ? value : toBaseUnit(value, known);
    if (Number.isFinite(inBaseUnit))
      return { value: inBaseUnit, type: known === undefined ? plainNumber : numberOf(known.dimension) };
    diagnostics.report("type/range", span, "this number is too large");
    return undefined;
  }
  const meant = unitAliases.get(unit.text);
  const help = meant === undefined ? didYouMean(unit.text, units.keys()) : `did you mean \`${meant}\`?`;
  diagnostics.report("unit/unknown", unit.span, `unknown unit \`${unit.text}\``, { help });
  return undefined;
}
