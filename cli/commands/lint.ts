// `vnet lint`: reports everything that is wrong with policy files.
import { Command, Option } from "commander";
import { lint } from "../../lang/lint/lint.ts";
import type { CompileResult, PlannerSignature } from "../../lang/index.ts";
import { CliError, cliErrorCodes } from "../cli-errors.ts";
import { exitCodes } from "../exit-codes.ts";
import { addPluginFlag, printToStandardError, type PluginFlags } from "../plugins/plugin-flags.ts";
import type { withShelf } from "../plugins/plugin-shelf.ts";
import { compileOptions, readPolicyFile, type PolicyFile } from "../policy-files.ts";
import { diagnosticFormats, reportDiagnostics } from "../report/diagnostic-report.ts";
import type { DiagnosticFormat } from "../report/diagnostic-report.ts";

interface LintFlags extends PluginFlags {
  readonly format: DiagnosticFormat;
  readonly plugins: boolean;
}

/** What the lint loads only for policies that name a planner, as it comes with the whole engine. */
export interface LintPlanners {
  readonly signatures: readonly PlannerSignature[];
  readonly withShelf: typeof withShelf;
}

/** Findings are the command's result, so they go to standard output. Without `loadPlanners`, `using` is not checked. */
export function lintCommand(loadPlanners?: () => Promise<LintPlanners>): Command {
  const command = new Command("lint")
    .argument("<files...>", "policy files")
    .addOption(
      new Option("--format <format>", "how findings are shown").choices(diagnosticFormats).default("human"),
    )
    .option(
      "--no-plugins",
      "run no code of plugins, for policies that nobody has looked at: their options are not checked",
    );
  return addPluginFlag(command).action((files: string[], flags: LintFlags) => {
    if (!flags.plugins && flags.plugin.length > 0)
      throw new CliError(cliErrorCodes.badOption, "`--plugin` has no effect with `--no-plugins`");
    const policies = files.map(readPolicyFile);
    const findings = policies.map((policy) => lint(policy, compileOptions()));
    const isEnough = flags.plugin.length === 0 && !findings.some(mayNamePlanner);
    if (loadPlanners === undefined || isEnough) return report(findings, flags.format);
    return loadPlanners().then(async (planners) => {
      const lintAgain = flags.plugins ? lintWithPlugins : lintWithoutPlugins;
      report(await lintAgain(policies, findings, planners, flags.plugin), flags.format);
    });
  });
}

function lintWithoutPlugins(
  policies: readonly PolicyFile[],
  _: readonly CompileResult[],
  { signatures }: LintPlanners,
): CompileResult[] {
  return policies.map((policy) => lint(policy, compileOptions(signatures)));
}

/** `findings`: of the lint before, which tells what plugins there are. */
async function lintWithPlugins(
  policies: readonly PolicyFile[],
  findings: readonly CompileResult[],
  { signatures, withShelf }: LintPlanners,
  files: readonly string[],
): Promise<CompileResult[]> {
  return withShelf({ files, print: printToStandardError }, async (shelf) => {
    const results: CompileResult[] = [];
    for (const [index, policy] of policies.entries()) {
      const opened = await shelf.openFor(findings[index]);
      results.push(lint(policy, compileOptions([...signatures, ...opened.signatures], opened.answers)));
    }
    return results;
  });
}

/** A comment may say `using`, too: then the planners are loaded for nothing. */
function mayNamePlanner({ sources, plugins }: CompileResult): boolean {
  return plugins.length > 0 || sources.some(({ text }) => /\busing\b/.test(text));
}

function report(findings: readonly CompileResult[], format: DiagnosticFormat): void {
  const colour = process.stdout.isTTY && !process.env["NO_COLOR"];
  process.stdout.write(reportDiagnostics(findings, { format, colour, files: findings.length }));
  const isClean = findings.every(({ diagnostics }) => diagnostics.length === 0);
  process.exitCode = isClean ? exitCodes.ok : exitCodes.negative;
}
