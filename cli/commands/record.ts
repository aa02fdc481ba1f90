// `vnet record`: writes the traffic of a source, who sent how much to whom over time, to a compact file that can be gone on with.
import { statSync } from "node:fs";
import { Command, Option } from "commander";
import { openTraffic, RecordingFile, recordTraffic, type TrafficEnd } from "../../traffic/index.ts";
import { CliError, cliErrorCodes } from "../cli-errors.ts";
import { interruptible } from "../interrupt.ts";
import { formatSeconds } from "../report/quantity.ts";
import { parseDuration } from "../run/run-settings.ts";

interface RecordFlags {
  readonly output: string;
  readonly every: string;
  readonly format: "human" | "json";
}

/** Shorter samples would be more numbers than traffic. Own choice. */
const shortestSeconds = 0.001;

export function recordCommand(): Command {
  return new Command("record")
    .argument("<source>", "a capture, a recording, a table of rates, or `-` for standard input")
    .requiredOption("-o, --output <file>", "the recording; one that is there is gone on with")
    .option("--every <time>", "how much time one sample adds up", "50ms")
    .addOption(
      new Option("--format <format>", "how the outcome is shown").choices(["human", "json"]).default("human"),
    )
    .action(record);
}

async function record(name: string, { output, every, format }: RecordFlags): Promise<void> {
  const everySeconds = parseDuration("--every", every);
  if (everySeconds < shortestSeconds)
    throw new CliError(cliErrorCodes.badOption, `\`--every ${every}\` is too short, expected at least 1ms`);
  rejectSameFile(name, output);
  const source = await openTraffic(name);
  try {
    const file = new RecordingFile(output, (mac) => source.names.get(mac));
    noteWhatStands(output, file);
    let end: TrafficEnd | undefined;
    try {
      end = await interruptible((signal) => recordTraffic({ source, file, everySeconds, signal }));
    } finally {
      file.close();
    }
    if (end?.fault !== undefined) process.stderr.write(`warning: \`${name}\` breaks off: ${end.fault}\n`);
    for (const { frames, reason } of end?.leftOut ?? [])
      process.stderr.write(`note: left out ${frames} frames ${reason}\n`);
    process.stdout.write(
      format === "json" ? asJson(output, everySeconds, file, end) : asSentence(output, everySeconds, file),
    );
  } finally {
    source.close();
  }
}

function noteWhatStands(output: string, { samplesBefore, cutBytes }: RecordingFile): void {
  if (cutBytes > 0)
    process.stderr.write(
      `note: \`${output}\` ended in the middle of a block; its last ${cutBytes} bytes are cut off\n`,
    );
  if (samplesBefore > 0)
    process.stderr.write(`note: going on with \`${output}\`, which holds ${samplesBefore} samples\n`);
}

function asSentence(output: string, everySeconds: number, { written }: RecordingFile): string {
  const { frames, bytes, pairs, samples, fileBytes } = written;
  return (
    `recorded ${frames} frames of ${bytes} bytes, between ${pairs} ${pairs === 1 ? "pair" : "pairs"} of machines, ` +
    `in ${samples} samples of ${formatSeconds(everySeconds)}: ${fileBytes} bytes in \`${output}\`\n`
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
