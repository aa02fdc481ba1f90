// Policy text to its compiled form, with all that keeps it from being compiled. What could be better is the lint's business.
import { analyse, conclude } from "./analyse.ts";
import type { CompileOptions, CompileResult, PolicyText } from "./analyse.ts";

/** The same text gives the same result, to the byte. */
export function compile(entry: PolicyText, options: CompileOptions): CompileResult {
  return conclude(analyse(entry, options));
}
