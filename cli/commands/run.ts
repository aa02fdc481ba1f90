// `vnet run`: carries out a policy on a network, and shows what it sees and does.
import { tell } from "../tell.ts";
import { Command, Option } from "commander";
import { supportedLinkKinds } from "../../dataplane/index.ts";
import { buildNetwork, closureEvaluator, referenceEvaluator } from "../../engine/index.ts";
import { openReplay, type OpenReplay } from "../../lab/index.ts";
import type { PolicyIr } from "../../lang/index.ts";
import { RecordingFile } from "../../traffic/index.ts";
import { CliError, cliErrorCodes } from "../cli-errors.ts";
import { addConfigOption } from "../config/config-option.ts";
import { interruptible, Interruption } from "../interrupt.ts";
import { addLogOptions, type LogFlags } from "../log/log-options.ts";
import { loggedReport } from "../log/log-run-event.ts";
import type { Log } from "../log/log.ts";
import { logged } from "../log/logged.ts";
import { openLog } from "../log/open-log.ts";
import { planningWith } from "../planning.ts";
import { addPluginFlag, printToStandardError, type PluginFlags } from "../plugins/plugin-flags.ts";
import { type PluginShelf, type ShelfOptions, withShelf } from "../plugins/plugin-shelf.ts";
import { JsonRunReport } from "../report/json-run-report.ts";
import { LiveRunReport, type TerminalSize } from "../report/live-run-report.ts";
import { PlainRunReport } from "../report/plain-run-report.ts";
import type { RunReport } from "../report/run-event.ts";
import { describeLimit, describePolicy } from "../run/describe-policy.ts";
import { runController } from "../run/controller-run.ts";
import { runEmbedded } from "../run/embedded-run.ts";
import { vmAddress, vmName } from "../vm-finder.ts";
import { loadPolicy } from "../load-policy.ts";
import { notYetCarriedOut } from "../run/not-yet.ts";
import { replayApplication } from "../run/replay-application.ts";
import { ringApplication } from "../run/ring-application.ts";
import {
  type ListenAddress,
  parseDuration,
  parseListen,
  parseReachable,
  parseSpeed,
} from "../run/run-settings.ts";

/** How long the built-in application runs when nothing is said, seconds. */
const embeddedDurationSeconds = 10;

interface RunFlags extends LogFlags, PluginFlags {
  readonly policy?: string;
  readonly embedded?: boolean;
  readonly replay?: string;
  readonly record?: string;
  readonly speed?: string;
  readonly duration?: string;
  readonly listen?: string;
  readonly tokenFile?: string;
  readonly wait?: string;
  readonly shape?: boolean;
  readonly evaluator: "closures" | "reference";
  readonly format: "human" | "json";
}

export function runCommand(): Command {
  const command = new Command("run")
    .argument("[policy]", "policy file")
    .addOption(new Option("--policy <file>").hideHelp()) // for a file with settings
    .option(
      "--embedded",
      "run the whole network in this process, with the underlay that the policy describes",
    )
    .option(
      "--replay <source>",
      "drive it with the traffic of a capture, a recording or a table instead of the built-in application",
    )
    .option("--record <file>", "write what the VMs send to a recording; one that is there is gone on with")
    .option("--speed <factor>", "recorded seconds per second of a replay, or `max` (default: 1)")
    .option(
      "--duration <time>",
      "how long the built-in application runs (default: 10s), or how long to watch daemons (default: until Ctrl-C)",
    )
    .option(
      "--listen <host:port>",
      "where the controller listens (default: a free port of 127.0.0.1; for daemons, the proxy's address in the policy)",
    )
    .option(
      "--token-file <file>",
      "holds the token that daemons have to show; made where it is missing (default: a temporary one)",
    )
    .option("--wait <time>", "how long daemons may take to appear (default: 10s)")
    .option("--shape", "give links between daemons the rates and delays of the policy")
    .addOption(
      new Option("--evaluator <name>", "what evaluates conditions")
        .choices(["closures", "reference"])
        .default("closures"),
    )
    .addOption(
      new Option("--format <format>", "how the run is shown").choices(["human", "json"]).default("human"),
    );
  addPluginFlag(command);
  addLogOptions(command, "silent, as the run is told on standard output; info with --log-format");
  addConfigOption(command, {
    files: ["policy", "token-file", "replay", "record"],
    checks: {
      duration: (text) => parseDuration("--duration", text),
      wait: (text) => parseDuration("--wait", text),
      speed: parseSpeed,
      listen: (text) => parseListen(text),
    },
  });
  return command.action(start);
}

async function start(argument: string | undefined, flags: RunFlags): Promise<void> {
  const file = argument ?? flags.policy;
  if (file === undefined)
    throw new CliError(cliErrorCodes.badOption, "no policy is given, expected `vnet run POLICY`");
  const level = flags.logLevel ?? (flags.logFormat === undefined ? "silent" : "info");
  const log = await openLog({ level, format: flags.logFormat, role: "controller" });
  const shelf: ShelfOptions = {
    files: flags.plugin,
    print(plugin, line) {
      if (log.isAllJson) log.write("plugin-output", line, { plugin });
      else printToStandardError(plugin, line);
    },
  };
  await logged(log, () => withShelf(shelf, (plugins) => run(file, flags, log, plugins)));
}

/** Answers why it has ended. */
async function run(file: string, flags: RunFlags, log: Log, shelf: PluginShelf): Promise<string> {
  rejectMisplaced(flags);
  const durationSeconds =
    flags.duration === undefined ? undefined : parseDuration("--duration", flags.duration);
  const speed = parseSpeed(flags.speed ?? "1");
  const appearSeconds = parseDuration("--wait", flags.wait ?? "10s");
  const embeddedListen = flags.listen === undefined ? undefined : parseListen(flags.listen);
  const loaded = await loadPolicy(file, shelf);
  if (loaded === undefined) return "the policy has errors";
  const { policy } = loaded;
  const planning = planningWith(loaded.plugins);
  const network = buildNetwork(policy.network, supportedLinkKinds);
  for (const sentence of notYetCarriedOut(policy, network)) {
    if (log.isAllJson) log.write("policy-warning", sentence, {});
    else tell("warning", sentence);
  }
  const capture: OpenReplay | undefined =
    flags.replay === undefined
      ? undefined
      : await openReplay(flags.replay, { speed, addressOf: vmAddress(network) });
  const recording = flags.record === undefined ? undefined : new RecordingFile(flags.record, vmName(network));
  const report = loggedReport(log, chooseReport(flags.format, log.isHuman && process.stderr.isTTY));
  const evaluator = flags.evaluator === "reference" ? referenceEvaluator : closureEvaluator;
  const onHangup =
    flags.embedded === true
      ? undefined
      : (): void => log.write("hangup-ignored", "SIGHUP is ignored: there is nothing to read again", {});
  try {
    return await interruptible(async (signal) => {
      signal.addEventListener("abort", () => void shelf.close()); // a planner at work would hold up the end
      report.show(describePolicy(policy, file));
      const options = {
        policy,
        network,
        evaluator,
        planning,
        report,
        log,
        recording,
        signal,
      };
      if (flags.embedded !== true) {
        await runController({
          ...options,
          listen: controllerAddress(policy, flags.listen),
          tokenFile: flags.tokenFile,
          appearSeconds,
          durationSeconds: durationSeconds ?? Infinity,
          shape: flags.shape === true,
        });
        return reasonOf(signal);
      }
      await runEmbedded({
        ...options,
        listen: embeddedListen,
        application: (embedded, now) =>
          capture === undefined
            ? ringApplication({
                network,
                embedded,
                durationSeconds: durationSeconds ?? embeddedDurationSeconds,
                next: whatNext(file, policy),
                now,
              })
            : replayApplication({ network, embedded, capture, file: flags.replay ?? "", speed }),
      });
      return reasonOf(signal);
    }, onHangup);
  } finally {
    capture?.close();
    report.close();
    recording?.close();
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

/** Options that would have no effect are told, never passed over. Throws `CliError`. */
function rejectMisplaced(flags: RunFlags): void {
  const misplaced = flags.embedded === true ? ["tokenFile", "wait", "shape"] : ["replay", "speed"];
  const found = Object.keys(flags).find((name) => misplaced.includes(name));
  if (found === undefined) return;
  const option = `--${found.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)}`;
  const expected = flags.embedded === true ? "a run without `--embedded`" : "`--embedded`";
  throw new CliError(cliErrorCodes.badOption, `\`${option}\` has no effect here, expected ${expected}`);
}

/** Where daemons find the controller: as asked for, else where the policy has its proxy. Throws `CliError`. */
function controllerAddress({ network }: PolicyIr, asked: string | undefined): ListenAddress {
  if (asked !== undefined) return parseReachable(asked);
  const { name, address } = network.hosts.find((host) => host.proxy) ?? {};
  if (address === undefined) return { host: "127.0.0.1", port: 0 };
  return parseReachable(address, `proxy ${name} { address: "${address}" }`);
}

function reasonOf({ reason }: AbortSignal): string {
  return reason instanceof Interruption ? reason.message : "finished";
}

/** `sharesTerminal`: something else writes to it, too, so that nothing there can be drawn again. */
function chooseReport(format: RunFlags["format"], sharesTerminal: boolean): RunReport {
  const { stdout, env } = process;
  const write = (text: string): void => void stdout.write(text);
  if (format === "json") return new JsonRunReport(write);
  if (stdout.isTTY !== true || sharesTerminal || env["TERM"] === "dumb") return new PlainRunReport(write);
  const size = (): TerminalSize => ({ rows: stdout.rows || 24, columns: stdout.columns || 80 }); // 0 = not known
  return new LiveRunReport({ write, colour: !env["NO_COLOR"], size });
}
