// `vnet infer`: what application the traffic of a source is, and how it changed.
import { tell } from "../tell.ts";
import { Command, Option } from "commander";
import { inferDefaults, type FollowOptions } from "../../engine/index.ts";
import { checkRange, parseMoment, parseShare, parseVmNames, parseWindow } from "../infer/infer-settings.ts";
import { interruptible } from "../interrupt.ts";
import { isInterface } from "../../traffic/index.ts";
import { openSource } from "../infer/open-source.ts";
import { parseDuration } from "../run/run-settings.ts";
import { inferSource } from "../infer/infer-source.ts";
import { ReadingProgress } from "../infer/reading-progress.ts";
import {
  applicationFormats,
  renderApplication,
  type ApplicationFormat,
} from "../report/application/render-application.ts";

interface InferFlags {
  readonly smooth: string;
  readonly update: string;
  readonly detect: string;
  readonly prune: string;
  readonly vm: readonly string[];
  readonly from?: string;
  readonly to?: string;
  readonly duration?: string;
  readonly format: ApplicationFormat;
}

export function inferCommand(): Command {
  return new Command("infer")
    .argument(
      "<source>",
      "a capture, a recording, a table of rates, `-` for standard input, or a network interface",
    )
    .option(
      "--smooth <time>",
      "the window over which traffic is smoothed, or `auto`: two periods of the application",
      `${inferDefaults.smooth}s`,
    )
    .option("--update <time>", "how often the window is looked at", `${inferDefaults.update * 1000}ms`)
    .option(
      "--detect <share>",
      "least share of the traffic whose move counts as a change",
      `${inferDefaults.detect * 100}%`,
    )
    .option(
      "--prune <share>",
      "share of the strongest flow below which a flow is noise",
      `${inferDefaults.prune * 100}%`,
    )
    .option("--vm <mac=name>", "what to call a machine; can be repeated", collect, [])
    .option(
      "--from <moment>",
      "leave out what is earlier: `90s` after the first frame, or a time of day with its date",
    )
    .option("--to <moment>", "leave out what is later")
    .option("--duration <time>", "how long to read a live interface (default: until Ctrl-C)")
    .addOption(
      new Option("--format <format>", "how the application is shown")
        .choices(applicationFormats)
        .default("human"),
    )
    .action(infer);
}

async function infer(name: string, flags: InferFlags): Promise<void> {
  const { stdout, stderr, env } = process;
  const options = followOptions(flags);
  const names = parseVmNames(flags.vm);
  const progress = new ReadingProgress({
    write: (text) => void stderr.write(text),
    isTerminal: stderr.isTTY && env["TERM"] !== "dumb",
    now: () => performance.now() / 1000,
  });
  const durationSeconds =
    flags.duration === undefined ? undefined : parseDuration("--duration", flags.duration);
  const read = (signal?: AbortSignal) =>
    inferSource(name, {
      ...options,
      names,
      progress,
      open: (source) => openSource(source, { durationSeconds, signal }),
    });
  // Only of an interface is there something to show when it is interrupted.
  const view = isInterface(name) ? await interruptible(read) : await read();
  for (const note of view.notes) tell("note", note);
  stdout.write(renderApplication(view, flags.format, { isTerminal: stdout.isTTY, colour: !env["NO_COLOR"] }));
}

/** Throws `CliError` for what makes no sense. */
function followOptions(flags: InferFlags): FollowOptions {
  const from = flags.from === undefined ? undefined : parseMoment("--from", flags.from);
  const to = flags.to === undefined ? undefined : parseMoment("--to", flags.to);
  checkRange(from, to);
  return {
    ...parseWindow(flags.update, flags.smooth),
    detect: parseShare("--detect", flags.detect),
    prune: parseShare("--prune", flags.prune),
    seed: Math.floor(Math.random() * 2 ** 32),
    ...(from === undefined ? {} : { from }),
    ...(to === undefined ? {} : { to }),
  };
}

function collect(text: string, sofar: readonly string[]): string[] {
  return [...sofar, text];
}
