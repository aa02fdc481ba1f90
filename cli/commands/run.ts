// `vnet run`: carries out a policy on a network, and shows what it sees and does.
import { Command, Option } from "commander";
import { supportedLinkKinds } from "../../dataplane/index.ts";
import { buildNetwork, closureEvaluator, referenceEvaluator } from "../../engine/index.ts";
import { openCapture, type OpenCapture } from "../../lab/index.ts";
import { compile, type PolicyIr } from "../../lang/index.ts";
import { CliError, cliErrorCodes } from "../cli-errors.ts";
import { exitCodes } from "../exit-codes.ts";
import { interruptible } from "../interrupt.ts";
import { builtInPlanning, plannerSignatures } from "../planning.ts";
import { compileOptions, readPolicyFile } from "../policy-files.ts";
import { reportDiagnostics } from "../report/diagnostic-report.ts";
import { JsonRunReport } from "../report/json-run-report.ts";
import { LiveRunReport, type TerminalSize } from "../report/live-run-report.ts";
import { PlainRunReport } from "../report/plain-run-report.ts";
import type { RunReport } from "../report/run-event.ts";
import { describeLimit, describePolicy } from "../run/describe-policy.ts";
import { runEmbedded } from "../run/embedded-run.ts";
import { notYetCarriedOut } from "../run/not-yet.ts";
import { replayApplication } from "../run/replay-application.ts";
import { ringApplication } from "../run/ring-application.ts";
import { parseDuration, parseListen, parseSpeed } from "../run/run-settings.ts";

interface RunFlags {
  readonly embedded?: boolean;
  readonly replay?: string;
  readonly speed: string;
  readonly duration: string;
  readonly listen?: string;
  readonly evaluator: "closures" | "reference";
  readonly format: "human" | "json";
}

export function runCommand(): Command {
  return new Command("run")
    .argument("<policy>", "policy file")
    .option(
      "--embedded",
      "run the whole network in this process, with the underlay that the policy describes",
    )
    .option(
      "--replay <capture>",
      "drive it with the frames of a pcap or pcapng file instead of the built-in application",
    )
    .option("--speed <factor>", "recorded seconds per second of a replay, or `max`", "1")
    .option("--duration <time>", "how long the built-in application runs", "10s")
    .option("--listen <host:port>", "where the controller listens (default: a free port of 127.0.0.1)")
    .addOption(
      new Option("--evaluator <name>", "what evaluates conditions")
        .choices(["closures", "reference"])
        .default("closures"),
    )
    .addOption(
      new Option("--format <format>", "how the run is shown").choices(["human", "json"]).default("human"),
    )
    .action(run);
}

async function run(file: string, flags: RunFlags): Promise<void> {
  const durationSeconds = parseDuration("--duration", flags.duration);
  const speed = parseSpeed(flags.speed);
  const listen = flags.listen === undefined ? undefined : parseListen(flags.listen);
  const { policy, diagnostics, sources } = compile(readPolicyFile(file), compileOptions(plannerSignatures));
  if (diagnostics.length > 0) {
    const colour = process.stderr.isTTY && !process.env["NO_COLOR"];
    process.stderr.write(
      reportDiagnostics([{ diagnostics, sources }], { format: "human", colour, files: 1 }),
    );
  }
  if (policy === undefined) {
    process.exitCode = exitCodes.negative;
    return;
  }
  const network = buildNetwork(policy.network, supportedLinkKinds);
  for (const sentence of notYetCarriedOut(policy, network)) process.stderr.write(`warning: ${sentence}\n`);
  if (flags.embedded !== true) {
    throw new CliError(
      cliErrorCodes.notEmbedded,
      "only `--embedded` runs can be started so far: add `--embedded` to run the whole network in this process",
    );
  }
  const capture: OpenCapture | undefined =
    flags.replay === undefined ? undefined : await openCapture(flags.replay);
  const report = chooseReport(flags.format);
  try {
    await interruptible(async (signal) => {
      report.show(describePolicy(policy, file));
      await runEmbedded({
        policy,
        network,
        evaluator: flags.evaluator === "reference" ? referenceEvaluator : closureEvaluator,
        planning: builtInPlanning(),
        listen,
        report,
        signal,
        application: (embedded, now) =>
          capture === undefined
            ? ringApplication({ network, embedded, durationSeconds, next: whatNext(file, policy), now })
            : replayApplication({ network, embedded, capture, file: flags.replay ?? "", speed }),
      });
    });
  } finally {
    capture?.close();
    report.close();
  }
}

function whatNext(file: string, policy: PolicyIr): string[] {
  const [limit] = policy.limits;
  return [
    `npx vnet test ${file}: the policy's own tests, in simulated time`,
    `npx vnet run ${file} --embedded --replay CAPTURE.pcap: the same with the frames of a capture`,
    ...(limit === undefined ? [] : [`change \`${describeLimit(limit)}\` in ${file} and run it again`]),
  ];
}

function chooseReport(format: RunFlags["format"]): RunReport {
  const { stdout, env } = process;
  const write = (text: string): void => void stdout.write(text);
  if (format === "json") return new JsonRunReport(write);
  if (stdout.isTTY !== true || env["TERM"] === "dumb") return new PlainRunReport(write);
  const size = (): TerminalSize => ({ rows: stdout.rows || 24, columns: stdout.columns || 80 }); // 0 = not known
  return new LiveRunReport({ write, colour: !env["NO_COLOR"], size });
}
