// Reports two quantities that are added or compared and do not measure the same.
import type { DiagnosticBag } from "../diagnostics/diagnostic-bag.ts";
import type { Expression } from "../syntax/expression.ts";
import { describeNumber, exampleUnit, plainNumber } from "./dimension.ts";
import type { NumberType } from "./dimension.ts";

export interface TypedOperand {
  readonly expression: Expression;
  readonly type: NumberType;
}

/** Underlines both; the help names a unit where one of them is a bare number. */
export function reportMixedUnits(left: TypedOperand, right: TypedOperand, diagnostics: DiagnosticBag): void {
  const [first, second] = [describeNumber(left.type), describeNumber(right.type)];
  const [bare, other] = left.type === plainNumber ? [left, right] : [right, left];
  const unit = exampleUnit(other.type);
  const isBare = bare.type === plainNumber && bare.expression.kind === "number" && unit !== undefined;
  diagnostics.report("unit/mixed", right.expression.span, `${first} and ${second} do not go together`, {
    labels: [
      { span: right.expression.span, text: second },
      { span: left.expression.span, text: first },
    ],
    help: isBare ? `give the number a unit, such as \`${unit}\`` : undefined,
  });
}
