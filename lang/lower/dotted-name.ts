// Names with dots between them, as facts and imported topologies have.
import type { Expression } from "../syntax/expression.ts";

/** `traffic.total` → ["traffic", "total"]; undefined for what is no dotted name. */
export function dottedName(expression: Expression): readonly string[] | undefined {
  if (expression.kind === "name") return [expression.name.text];
  if (expression.kind !== "member") return undefined;
  const before = dottedName(expression.of);
  return before && [...before, expression.name.text];
}
