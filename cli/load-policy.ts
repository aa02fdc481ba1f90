// A policy for commands that carry it out: compiled, with what is wrong with it told on standard error.
import { compile, type PolicyIr } from "../lang/index.ts";
import { exitCodes } from "./exit-codes.ts";
import { plannerSignatures } from "./planning.ts";
import { compileOptions, readPolicyFile } from "./policy-files.ts";
import { reportDiagnostics } from "./report/diagnostic-report.ts";

/** Undefined where it has errors; the exit code of the process is set then. Throws `CliError` for a file that cannot be read. */
export function loadPolicy(file: string): PolicyIr | undefined {
  const { policy, diagnostics, sources } = compile(readPolicyFile(file), compileOptions(plannerSignatures));
  if (diagnostics.length > 0) {
    const colour = process.stderr.isTTY && !process.env["NO_COLOR"];
    process.stderr.write(
      reportDiagnostics([{ diagnostics, sources }], { format: "human", colour, files: 1 }),
    );
  }
  if (policy === undefined) process.exitCode = exitCodes.negative;
  return policy;
}
