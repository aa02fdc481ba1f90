// The two options of every command that keeps a log.
import { type Command, Option } from "commander";
import { type LogLevel, logLevels } from "./log-events.ts";
import { type LogFormat, logFormats } from "./open-log.ts";

export interface LogFlags {
  readonly logLevel?: LogLevel;
  readonly logFormat?: LogFormat;
}

/** `untold`: the level where neither is given, for the help. */
export function addLogOptions(command: Command, untold: string): Command {
  return command
    .addOption(
      new Option("--log-level <level>", `what is logged on standard error (default: ${untold})`).choices(
        logLevels,
      ),
    )
    .addOption(
      new Option(
        "--log-format <format>",
        "readable lines or JSON (default: human on a terminal, else json)",
      ).choices(logFormats),
    );
}
