// A policy for commands that carry it out: compiled, with what is wrong with it told on standard error, and the planners that it names.
import type { Planner } from "../engine/index.ts";
import { compile, type PolicyIr } from "../lang/index.ts";
import { exitCodes } from "./exit-codes.ts";
import { plannerSignatures } from "./planning.ts";
import type { PluginShelf } from "./plugins/plugin-shelf.ts";
import { compileOptions, readPolicyFile } from "./policy-files.ts";
import { reportDiagnostics } from "./report/diagnostic-report.ts";

export interface LoadedPolicy {
  readonly policy: PolicyIr;
  /** From plugins; their processes live as long as the shelf. */
  readonly plugins: readonly Planner[];
}

/**
 * Undefined where it has errors; the exit code of the process is set then. Rejects with `CliError` for a file that cannot be read, with
 * `PluginError` for a plugin that cannot be had and that the policy does not itself declare. Without a shelf no plugin is loaded.
 */
export async function loadPolicy(file: string, shelf?: PluginShelf): Promise<LoadedPolicy | undefined> {
  const text = readPolicyFile(file);
  let result = compile(text, compileOptions(plannerSignatures)); // to learn which plugins it names
  const nothing = { answers: [], signatures: [], planners: [] };
  const { answers, signatures, planners } = (await shelf?.openFor(result)) ?? nothing;
  if (answers.length + signatures.length > 0)
    result = compile(text, compileOptions([...plannerSignatures, ...signatures], answers));
  const { policy, diagnostics } = result;
  if (diagnostics.length > 0) {
    const colour = process.stderr.isTTY && !process.env["NO_COLOR"];
    process.stderr.write(reportDiagnostics([result], { format: "human", colour, files: 1 }));
  }
  if (policy === undefined) {
    process.exitCode = exitCodes.negative;
    return undefined;
  }
  return { policy, plugins: planners };
}
