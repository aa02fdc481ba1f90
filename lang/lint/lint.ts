// Everything that there is to say about a policy: what the compiler reports, and what the lint rules find beside it.
import { analyse, conclude } from "../analyse.ts";
import type { CompileOptions, CompileResult, PolicyText } from "../analyse.ts";
import { allRules } from "./rules/all-rules.ts";
import { runRules } from "./run-rules.ts";

/** The same text gives the same result, to the byte. */
export function lint(entry: PolicyText, options: CompileOptions): CompileResult {
  const analysis = analyse(entry, options);
  runRules(allRules, analysis);
  return conclude(analysis);
}
