// Durations that rules and tests wait for.
import { numberOf } from "../check/dimension.ts";
import type { Expression } from "../syntax/expression.ts";
import { readNumber } from "./attributes.ts";
import type { Evaluator } from "./evaluate.ts";

/** Seconds; 0 and a diagnostic when it is no duration, or negative. `what` names it in the message. */
export function readSeconds(evaluator: Evaluator, what: string, expression: Expression): number {
  const seconds = readNumber(evaluator, what, numberOf("duration"), expression) ?? 0;
  if (seconds >= 0) return seconds;
  evaluator.fail("type/range", expression.span, `${what} cannot be negative`);
  return 0;
}
