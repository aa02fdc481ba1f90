// `vnet compile`: prints the compiled form of a policy, as JSON.
import { Command } from "commander";
import { compile } from "../../lang/index.ts";
import type { PlannerSignature } from "../../lang/index.ts";
import { exitCodes } from "../exit-codes.ts";
import { compileOptions, readPolicyFile } from "../policy-files.ts";
import { reportDiagnostics } from "../report/diagnostic-report.ts";

/** The document goes to standard output, diagnostics to standard error; warnings do not keep it back. Without `planners`, `using` is not checked. */
export function compileCommand(planners?: readonly PlannerSignature[]): Command {
  return new Command("compile").argument("<file>", "policy file").action((file: string) => {
    const result = compile(readPolicyFile(file), compileOptions(planners));
    const colour = process.stderr.isTTY && !process.env["NO_COLOR"];
    if (result.diagnostics.length > 0)
      process.stderr.write(reportDiagnostics([result], { format: "human", colour, files: 1 }));
    if (result.policy === undefined) {
      process.exitCode = exitCodes.negative;
      return;
    }
    process.stdout.write(`${JSON.stringify(result.policy, null, 2)}\n`);
  });
}
