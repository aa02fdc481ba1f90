// Whether a condition holds once for each change of the application, and so does not hold on and on.
import { dottedName } from "../lower/dotted-name.ts";
import type { Expression } from "../syntax/expression.ts";
import { conjunctsOf } from "./conjuncts.ts";

/** `app.changed` is false from the firing on until the application's topology changes again. */
export function waitsForChange(condition: Expression): boolean {
  return conjunctsOf(condition).some((part) => dottedName(part)?.join(".") === "app.changed");
}
