// `vnet test`: runs the `test` blocks of policies on a simulated network, in simulated time.
import path from "node:path";
import { Command, Option } from "commander";
import {
  buildNetwork,
  closureEvaluator,
  rehearseTest,
  type ReadTraffic,
  type TestVerdict,
} from "../../engine/index.ts";
import type { PolicyIr } from "../../lang/index.ts";
import { CliError, cliErrorCodes } from "../cli-errors.ts";
import { exitCodes } from "../exit-codes.ts";
import { builtInPlanning } from "../planning.ts";
import { testSentences } from "../report/test-report.ts";
import { loadPolicy } from "../load-policy.ts";
import { trafficOfVms } from "../traffic-of-vms.ts";

type Format = "human" | "json";

export function testCommand(): Command {
  return new Command("test")
    .argument("<files...>", "policy files")
    .addOption(
      new Option("--format <format>", "how results are shown").choices(["human", "json"]).default("human"),
    )
    .action(async (files: string[], { format }: { format: Format }) => {
      const counts = { passed: 0, failed: 0, broken: 0 };
      for (const file of files) {
        const policy = loadPolicy(file);
        if (policy === undefined) counts.broken += 1;
        else await runTests(file, policy, format, counts);
      }
      const { passed, failed, broken } = counts;
      const summary = { event: "summary", ...counts };
      const broke = broken === 0 ? "" : `, ${broken} ${broken === 1 ? "policy" : "policies"} with errors`;
      process.stdout.write(
        format === "json" ? `${JSON.stringify(summary)}\n` : `${passed} passed, ${failed} failed${broke}\n`,
      );
      process.exitCode = failed + broken === 0 ? exitCodes.ok : exitCodes.negative;
    });
}

async function runTests(
  file: string,
  policy: PolicyIr,
  format: Format,
  counts: { passed: number; failed: number },
): Promise<void> {
  const network = buildNetwork(policy.network);
  if (format === "human") process.stdout.write(`${file}\n`);
  for (const test of policy.tests) {
    const verdict = await rehearse(file, policy, test);
    counts[verdict.passed ? "passed" : "failed"] += 1;
    if (format === "json") process.stdout.write(`${JSON.stringify({ event: "test", file, ...verdict })}\n`);
    else process.stdout.write(`${testSentences(network, verdict).join("\n")}\n`);
  }
}

async function rehearse(
  file: string,
  policy: PolicyIr,
  test: PolicyIr["tests"][number],
): Promise<TestVerdict> {
  const verdict = await rehearseTest(test, {
    policy,
    evaluator: closureEvaluator,
    planning: builtInPlanning(),
    readTraffic: readTrafficBeside(file, policy),
  });
  if ("fault" in verdict)
    throw new CliError(cliErrorCodes.trafficFile, `test \`${test.name}\`: ${verdict.fault}`);
  return verdict;
}

/** Paths in a policy are relative to its file. */
function readTrafficBeside(file: string, policy: PolicyIr): ReadTraffic {
  const network = buildNetwork(policy.network);
  const beside = (name: string): string =>
    path.isAbsolute(name) ? name : path.join(path.dirname(file), name);
  return (name) => trafficOfVms(beside(name), network, policy.infer.update);
}
