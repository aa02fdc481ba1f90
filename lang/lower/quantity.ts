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

/** Undefined, and reported, for a unit that does not exist. */
export function quantityOf(
  { value, unit }: NumberExpression,
  diagnostics: DiagnosticBag,
): Quantity | undefined {
  if (unit === undefined) return { value, type: plainNumber };
  const known = units.get(unit.text);
  if (known !== undefined) return { value: toBaseUnit(value, known), type: numberOf(known.dimension) };
  const meant = unitAliases.get(unit.text);
  const help = meant === undefined ? didYouMean(unit.text, units.keys()) : `did you mean \`${meant}\`?`;
  diagnostics.report("unit/unknown", unit.span, `unknown unit \`${unit.text}\``, { help });
  return undefined;
}
