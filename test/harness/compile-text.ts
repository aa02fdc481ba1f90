// Compiles policy text in tests: the package's standard library, no other files.
import { compileOptions } from "../../cli/policy-files.ts";
import { compile, type PolicyIr } from "../../lang/index.ts";

/** Throws with the diagnostics when there are any. */
export function compileText(text: string): PolicyIr {
  const { policy, diagnostics } = compile({ path: "test.vnet", text }, compileOptions());
  if (policy === undefined || diagnostics.length > 0)
    throw new Error(diagnostics.map(({ id, message }) => `${id}: ${message}`).join("\n"));
  return policy;
}
