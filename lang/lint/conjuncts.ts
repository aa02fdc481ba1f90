// The parts of a condition that must all hold.
import type { Expression } from "../syntax/expression.ts";

/** `a and b and c` → [a, b, c]; anything else is its own only part. */
export function conjunctsOf(condition: Expression): readonly Expression[] {
  if (condition.kind !== "binary" || condition.operator !== "and") return [condition];
  return [...conjunctsOf(condition.left), ...conjunctsOf(condition.right)];
}
