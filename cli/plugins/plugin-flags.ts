// The options of commands that use planners from elsewhere.
import { printable } from "../report/printable.ts";
import type { Command } from "commander";

export interface PluginFlags {
  readonly plugin: readonly string[];
}

export function addPluginFlag(command: Command): Command {
  return command.option(
    "--plugin <file>",
    "a planner from elsewhere, as a module (.js, .mjs, .ts), for `using` by the name it gives itself; can be repeated",
    (file: string, before: readonly string[]) => [...before, file],
    [],
  );
}

/** What a plugin prints goes where it is in nobody's way. */
export function printToStandardError(plugin: string, line: string): void {
  process.stderr.write(`${printable(plugin)}: ${printable(line)}\n`);
}
