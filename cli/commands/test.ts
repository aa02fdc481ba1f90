// `vnet test`: runs the `test` blocks of policies on a simulated network, in simulated time.
import path from "node:path";
import { Command, Option } from "commander";
import {
  buildNetwork,
  closureEvaluator,
  rehearseTest,
  type Planning,
  type ReadTraffic,
  type TestVerdict,
} from "../../engine/index.ts";
import type { PolicyIr } from "../../lang/index.ts";
import { CliError, cliErrorCodes } from "../cli-errors.ts";
import { exitCodes } from "../exit-codes.ts";
import { planningWith } from "../planning.ts";
import { addPluginFlag, printToStandardError, type PluginFlags } from "../plugins/plugin-flags.ts";
import { type PluginShelf, withShelf } from "../plugins/plugin-shelf.ts";
import { PlanningRemarks, type PlanningRemark } from "../report/planning-remarks.ts";
import { testSentences } from "../report/test-report.ts";
import { loadPolicy, type LoadedPolicy } from "../load-policy.ts";
import { trafficOfVms } from "../traffic-of-vms.ts";

type Format = "human" | "json";

interface TestFlags extends PluginFlags {
  readonly format: Format;
}

export function testCommand(): Command {
  const command = new Command("test")
    .argument("<files...>", "policy files")
    .addOption(
      new Option("--format <format>", "how results are shown").choices(["human", "json"]).default("human"),
    );
  return addPluginFlag(command).action(async (files: string[], { format, plugin }: TestFlags) => {
    const options = { files: plugin, print: printToStandardError };
    await withShelf(options, (shelf) => testFiles(files, format, shelf));
  });
}

async function testFiles(files: readonly string[], format: Format, shelf: PluginShelf): Promise<void> {
  const counts = { passed: 0, failed: 0, broken: 0 };
  for (const file of files) {
    const loaded = await loadPolicy(file, shelf);
    if (loaded === undefined) counts.broken += 1;
    else await runTests(file, loaded, format, counts);
  }
  const { passed, failed, broken } = counts;
  const summary = { event: "summary", ...counts };
  const broke = broken === 0 ? "" : `, ${broken} ${broken === 1 ? "policy" : "policies"} with errors`;
  process.stdout.write(
    format === "json" ? `${JSON.stringify(summary)}\n` : `${passed} passed, ${failed} failed${broke}\n`,
  );
  process.exitCode = failed + broken === 0 ? exitCodes.ok : exitCodes.negative;
}

async function runTests(
  file: string,
  loaded: LoadedPolicy,
  format: Format,
  counts: { passed: number; failed: number },
): Promise<void> {
  const { policy } = loaded;
  const network = buildNetwork(policy.network);
  const planning = planningWith(loaded.plugins);
  if (format === "human") process.stdout.write(`${file}\n`);
  for (const test of policy.tests) {
    const { verdict, remarks } = await rehearse(file, policy, test, planning);
    counts[verdict.passed ? "passed" : "failed"] += 1;
    if (format === "json")
      process.stdout.write(`${JSON.stringify({ event: "test", file, ...verdict, remarks })}\n`);
    else process.stdout.write(`${testSentences(network, verdict, remarks).join("\n")}\n`);
  }
}

async function rehearse(
  file: string,
  policy: PolicyIr,
  test: PolicyIr["tests"][number],
  planning: Planning,
): Promise<{ readonly verdict: TestVerdict; readonly remarks: readonly PlanningRemark[] }> {
  const remarks = new PlanningRemarks();
  const verdict = await rehearseTest(test, {
    policy,
    evaluator: closureEvaluator,
    planning,
    readTraffic: readTrafficBeside(file, policy),
    on: (event) => remarks.note(event),
  });
  if ("fault" in verdict)
    throw new CliError(cliErrorCodes.trafficFile, `test \`${test.name}\`: ${verdict.fault}`);
  return { verdict, remarks: remarks.list() };
}

/** Paths in a policy are relative to its file. */
function readTrafficBeside(file: string, policy: PolicyIr): ReadTraffic {
  const network = buildNetwork(policy.network);
  const beside = (name: string): string =>
    path.isAbsolute(name) ? name : path.join(path.dirname(file), name);
  return (name) => trafficOfVms(beside(name), network, policy.infer.update);
}
