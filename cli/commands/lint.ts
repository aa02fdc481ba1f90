// `vnet lint`: reports everything that is wrong with policy files.
import { Command, Option } from "commander";
import { compile } from "../../lang/index.ts";
import type { PlannerSignature } from "../../lang/index.ts";
import { exitCodes } from "../exit-codes.ts";
import { compileOptions, readPolicyFile } from "../policy-files.ts";
import { diagnosticFormats, reportDiagnostics } from "../report/diagnostic-report.ts";
import type { DiagnosticFormat } from "../report/diagnostic-report.ts";

/** Findings are the command's result, so they go to standard output. Without `planners`, `using` is not checked. */
export function lintCommand(planners?: readonly PlannerSignature[]): Command {
  return new Command("lint")
    .argument("<files...>", "policy files")
    .addOption(
      new Option("--format <format>", "how findings are shown").choices(diagnosticFormats).default("human"),
    )
    .action((files: string[], { format }: { format: DiagnosticFormat }) => {
      const policies = files.map(readPolicyFile);
      const findings = policies.map((policy) => compile(policy, compileOptions(planners)));
      const colour = process.stdout.isTTY && !process.env["NO_COLOR"];
      process.stdout.write(reportDiagnostics(findings, { format, colour, files: files.length }));
      const isClean = findings.every(({ diagnostics }) => diagnostics.length === 0);
      process.exitCode = isClean ? exitCodes.ok : exitCodes.negative;
    });
}
