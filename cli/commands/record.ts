// `vnet record`: writes the traffic of a source, who sent how much to whom over time, to a compact file that can be gone on with.
import { printable } from "../report/printable.ts";
import { tell } from "../tell.ts";
import { statSync } from "node:fs";
import { Command, Option } from "commander";
import {
  openTraffic,
  RecordingFile,
  recordTraffic,
  type TrafficEnd,
  type TrafficSource,
} from "../../traffic/index.ts";
import { CliError, cliErrorCodes } from "../cli-errors.ts";
import { interruptible } from "../interrupt.ts";
import { openControllerTraffic } from "../record/controller-traffic.ts";
import { counted, formatSeconds } from "../report/quantity.ts";
import { parseControllerUrl, parseDuration } from "../run/run-settings.ts";
import { readToken } from "../run/token-file.ts";

interface RecordFlags {
  readonly output: string;
  readonly every?: string;
  readonly controller?: string;
  readonly tokenFile?: string;
  readonly duration?: string;
  readonly format: "human" | "json";
}

/** Shorter samples would be more numbers than traffic. Own choice. */
const shortestSeconds = 0.001;

export function recordCommand(): Command {
  return new Command("record")
    .argument("[source]", "a capture, a recording, a table of rates, or `-` for standard input")
    .requiredOption("-o, --output <file>", "the recording; one that is there is gone on with")
    .option("--every <time>", "how much time one sample adds up (default: 50ms; of a controller 1s)")
    .option("--controller <url>", "record what the VMs of a running controller send, instead of a source")
    .option("--token-file <file>", "holds the token of that controller's run")
    .option("--duration <time>", "how long to record a controller (default: until Ctrl-C)")
    .addOption(
      new Option("--format <format>", "how the outcome is shown").choices(["human", "json"]).default("human"),
    )
    .action(record);
}

async function record(named: string | undefined, flags: RecordFlags): Promise<void> {
  const { output, format } = flags;
  rejectMisplaced(named, flags);
  const every = flags.every ?? (named === undefined ? "1s" : "50ms");
  const everySeconds = parseDuration("--every", every);
  if (everySeconds < shortestSeconds)
    throw new CliError(cliErrorCodes.badOption, `\`--every ${every}\` is too short, expected at least 1ms`);
  if (named !== undefined) rejectSameFile(named, output);
  const name = named ?? flags.controller ?? "";
  const source = named === undefined ? await openController(flags, everySeconds) : await openTraffic(named);
  try {
    const file = new RecordingFile(output, (mac) => source.names.get(mac));
    noteWhatStands(output, file);
    let end: TrafficEnd | undefined;
    try {
      end = await interruptible((signal) => recordTraffic({ source, file, everySeconds, signal }));
    } finally {
      file.close();
    }
    if (end?.fault !== undefined) tell("warning", `\`${name}\` breaks off: ${end.fault}`);
    for (const { frames, reason } of end?.leftOut ?? [])
      tell("note", `left out ${counted(frames, "frame")} ${reason}`);
    process.stdout.write(
      format === "json" ? asJson(output, everySeconds, file, end) : asSentence(output, everySeconds, file),
    );
  } finally {
    source.close();
  }
}

/** Throws `CliError` unless there is one thing to record, with what belongs to it. */
function rejectMisplaced(source: string | undefined, flags: RecordFlags): void {
  const fault = (message: string): CliError => new CliError(cliErrorCodes.badOption, message);
  if (source === undefined && flags.controller === undefined)
    throw fault("expected a source to record, or `--controller URL`");
  if (source === undefined) return;
  if (flags.controller !== undefined)
    throw fault(`expected either the source \`${source}\` or \`--controller\`, not both`);
  for (const name of ["token-file", "duration"] as const)
    if (flags[name === "duration" ? name : "tokenFile"] !== undefined)
      throw fault(`\`--${name}\` has an effect with \`--controller\` only`);
}

async function openController(
  { controller = "", tokenFile, duration }: RecordFlags,
  everySeconds: number,
): Promise<TrafficSource> {
  const controllerUrl = parseControllerUrl(controller, "--controller");
  if (tokenFile === undefined)
    throw new CliError(cliErrorCodes.badOption, "expected `--token-file` together with `--controller`");
  const durationSeconds = duration === undefined ? Infinity : parseDuration("--duration", duration);
  return openControllerTraffic({
    controllerUrl,
    token: readToken(tokenFile),
    everySeconds,
    durationSeconds,
  });
}

function noteWhatStands(output: string, { samplesBefore, cutBytes }: RecordingFile): void {
  if (cutBytes > 0)
    tell(
      "note",
      `\`${output}\` ended in the middle of a block; its last ${counted(cutBytes, "byte is", "bytes are")} cut off`,
    );
  if (samplesBefore > 0)
    tell("note", `going on with \`${output}\`, which holds ${counted(samplesBefore, "sample")}`);
}

function asSentence(output: string, everySeconds: number, { written }: RecordingFile): string {
  const { frames, bytes, pairs, samples, fileBytes } = written;
  return (
    `recorded ${counted(frames, "frame")} of ${counted(bytes, "byte")}, between ${counted(pairs, "pair")} of machines, ` +
    `in ${counted(samples, "sample")} of ${formatSeconds(everySeconds)}: ${fileBytes} bytes in \`${printable(output)}\`\n`
  );
}

function asJson(
  output: string,
  everySeconds: number,
  file: RecordingFile,
  end: TrafficEnd | undefined,
): string {
  const { written, samplesBefore, cutBytes } = file;
  const truncated = end?.truncated ?? false;
  return `${JSON.stringify({ output, everySeconds, ...written, samplesBefore, cutBytes, truncated })}\n`;
}

/** A recording cannot be read while it is written. Throws `CliError`. */
function rejectSameFile(name: string, output: string): void {
  const [read, written] = [name, output].map((file) =>
    statSync(file, { throwIfNoEntry: false, bigint: true }),
  );
  if (name === "-" || read === undefined || written?.isFile() !== true) return;
  if (read.dev === written.dev && read.ino === written.ino)
    throw new CliError(
      cliErrorCodes.badOption,
      `\`${output}\` is the source itself, expected another file to record to`,
    );
}
