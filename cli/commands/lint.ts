// `vnet lint`: reports everything that is wrong with policy files.
import { Command, Option } from "commander";
import { lint } from "../../lang/lint/lint.ts";
import type { CompileResult, PlannerSignature } from "../../lang/index.ts";
import { exitCodes } from "../exit-codes.ts";
import { compileOptions, readPolicyFile } from "../policy-files.ts";
import { diagnosticFormats, reportDiagnostics } from "../report/diagnostic-report.ts";
import type { DiagnosticFormat } from "../report/diagnostic-report.ts";

/**
 * Findings are the command's result, so they go to standard output. The planners come with the whole engine, so they
 * are loaded only for policies that name one; without `loadPlanners`, `using` is not checked.
 */
export function lintCommand(loadPlanners?: () => Promise<readonly PlannerSignature[]>): Command {
  return new Command("lint")
    .argument("<files...>", "policy files")
    .addOption(
      new Option("--format <format>", "how findings are shown").choices(diagnosticFormats).default("human"),
    )
    .action((files: string[], { format }: { format: DiagnosticFormat }) => {
      const policies = files.map(readPolicyFile);
      const lintAll = (planners?: readonly PlannerSignature[]): CompileResult[] =>
        policies.map((policy) => lint(policy, compileOptions(planners)));
      const findings = lintAll();
      if (loadPlanners === undefined || !findings.some(mayNamePlanner)) return report(findings, format);
      return loadPlanners().then((planners) => report(lintAll(planners), format));
    });
}

/** A comment may say `using`, too: then the planners are loaded for nothing. */
function mayNamePlanner({ sources }: CompileResult): boolean {
  return sources.some(({ text }) => /\busing\b/.test(text));
}

function report(findings: readonly CompileResult[], format: DiagnosticFormat): void {
  const colour = process.stdout.isTTY && !process.env["NO_COLOR"];
  process.stdout.write(reportDiagnostics(findings, { format, colour, files: findings.length }));
  const isClean = findings.every(({ diagnostics }) => diagnostics.length === 0);
  process.exitCode = isClean ? exitCodes.ok : exitCodes.negative;
}
