// `vnet daemon`: carries the frames of one host's VMs, as the controller of a run says, until it is ended.
import { once } from "node:events";
import { Command, Option } from "commander";
import { CliError, cliErrorCodes } from "../cli-errors.ts";
import { addConfigOption } from "../config/config-option.ts";
import { interruptible, Interruption } from "../interrupt.ts";
import { logDaemonEvent } from "../log/log-daemon-event.ts";
import { addLogOptions, type LogFlags } from "../log/log-options.ts";
import type { Log } from "../log/log.ts";
import { logged } from "../log/logged.ts";
import { openLog } from "../log/open-log.ts";
import type { HostedRing } from "../run/hosted-ring.ts";
import { joinController } from "../run/join-controller.ts";
import { parseAdvertised, parseControllerUrl, parseDuration, parseListen } from "../run/run-settings.ts";
import { readToken } from "../run/token-file.ts";

interface DaemonFlags extends LogFlags {
  readonly name: string;
  readonly join: string;
  readonly tokenFile: string;
  readonly listen: string;
  readonly advertise?: string;
  readonly wait: string;
  readonly workload?: "ring";
  readonly policy?: string;
}

export function daemonCommand(): Command {
  const command = new Command("daemon")
    .requiredOption("--name <name>", "the host, as the policy calls it")
    .requiredOption("--join <url>", "where the controller listens, such as ws://127.0.0.1:7400")
    .requiredOption("--token-file <file>", "holds the token of the run")
    .option(
      "--listen <host:port>",
      "where to listen for other daemons; port 0 = any free one, host 0.0.0.0 or [::] = at every address of this machine",
      "127.0.0.1:0",
    )
    .option(
      "--advertise <host:port>",
      "by which other daemons reach this one (default: where it listens; at every address, the one that the controller sees)",
    )
    .option("--wait <time>", "how long to try to reach the controller", "10s")
    .addOption(
      new Option("--workload <name>", "run the demo's application in the VMs of this host").choices(["ring"]),
    )
    .option("--policy <file>", "says which VMs there are, for `--workload`");
  addLogOptions(command, "info");
  addConfigOption(command, {
    files: ["token-file", "policy"],
    checks: {
      join: parseControllerUrl,
      listen: (text) => parseListen(text),
      advertise: (text) => parseAdvertised(text),
      wait: (text) => parseDuration("--wait", text),
    },
  });
  return command.action(start);
}

async function start(flags: DaemonFlags): Promise<void> {
  const log = await openLog({
    level: flags.logLevel ?? "info",
    format: flags.logFormat,
    role: "daemon",
    host: flags.name,
  });
  const onHangup = (): void =>
    log.write("hangup-ignored", "SIGHUP is ignored: there is nothing to read again", {});
  await logged(log, () => interruptible(async (signal) => run(flags, log, signal), onHangup));
}

/** Answers why it has ended. */
async function run(flags: DaemonFlags, log: Log, interrupted: AbortSignal): Promise<string> {
  const { name } = flags;
  if (name === "")
    throw new CliError(cliErrorCodes.badOption, "`--name` is empty, expected the name of a host");
  const controllerUrl = parseControllerUrl(flags.join);
  const listen = parseListen(flags.listen);
  const advertise = flags.advertise === undefined ? undefined : parseAdvertised(flags.advertise);
  const waitSeconds = parseDuration("--wait", flags.wait);
  const token = readToken(flags.tokenFile);
  const ring = await workloadOf(flags);
  if (ring === "faulty-policy") return "the policy has errors";
  const signal = AbortSignal.any([interrupted, parentEnded()]);
  try {
    const daemon = await joinController(
      {
        name,
        controllerUrl,
        token,
        listenHost: listen.host,
        listenPort: listen.port,
        ...(advertise && { advertise }),
        told: (event) => logDaemonEvent(log, event, controllerUrl),
        signal,
      },
      waitSeconds,
    );
    process.stdout.write(`daemon \`${name}\` has joined the controller at ${controllerUrl}\n`);
    const print = (line: string): void => void process.stdout.write(`${line}\n`);
    await ring?.run(daemon, { print, tell: (sentence) => log.write("policy-differs", sentence, {}) }, signal);
    if (!signal.aborted) await once(signal, "abort");
    await daemon.close();
  } catch (error) {
    if (!signal.aborted) throw error; // an end that was asked for is no failure
  } finally {
    if (process.connected) process.disconnect(); // else the channel keeps this process alive
  }
  const { reason } = signal as { reason: unknown };
  return reason instanceof Interruption ? reason.message : "the controller that started it has ended";
}

/** Loads compiler and workload only for those who ask for it: a daemon starts without them. Throws `CliError`. */
async function workloadOf({
  name,
  workload,
  policy: file,
}: DaemonFlags): Promise<HostedRing | "faulty-policy" | undefined> {
  if (workload === undefined && file === undefined) return undefined;
  if (workload === undefined || file === undefined)
    throw new CliError(cliErrorCodes.badOption, "expected `--workload` and `--policy` together");
  const { loadPolicy } = await import("../load-policy.ts");
  const { hostedRing } = await import("../run/hosted-ring.ts");
  const loaded = await loadPolicy(file);
  return loaded === undefined ? "faulty-policy" : hostedRing(loaded.policy, name);
}

/** Aborts when the controller that started this process is gone, however it ended; never where a user has started it. */
function parentEnded(): AbortSignal {
  const ended = new AbortController();
  if (process.connected) process.once("disconnect", () => ended.abort());
  else if (typeof process.send === "function") ended.abort(); // it was gone before this process stood
  return ended.signal;
}
