// `--config FILE`: options of a command from a JSON file with the same names. What stands on the command line wins.
import path from "node:path";
import { type Command, Option } from "commander";
import { CliError, cliErrorCodes } from "../cli-errors.ts";
import { readTextFile } from "../read-text-file.ts";
import { readSettings, type Setting } from "./read-settings.ts";

/** What the names in a file mean beyond what the command's options say. */
export interface ConfigKeys {
  /** Their files are relative to the file with the settings. */
  readonly files: readonly string[];
  /** Checks of a value as text, which throw `CliError` as for the option. Those named here may be numbers, too, where the text of a number passes. */
  readonly checks: Readonly<Record<string, (text: string) => unknown>>;
}

/** Adds the option; the file is read while the command line is. Call it after all other options are added. */
export function addConfigOption(command: Command, keys: ConfigKeys): Command {
  const option = new Option("--config <file>", "JSON file with the same names as these options; options win");
  return command.addOption(
    option.argParser((file: string, earlier: string | undefined) => {
      if (earlier !== undefined)
        throw new CliError(cliErrorCodes.badOption, "`--config` is given twice, expected one file");
      takeSettings(command, keys, file);
      return file;
    }),
  );
}

function takeSettings(command: Command, keys: ConfigKeys, file: string): void {
  const text = readTextFile(file, "a JSON file with settings");
  const known = command.options.filter((option) => option.attributeName() !== "config");
  const settings = readSettings(file, text, known, keys);
  for (const { option, value } of settings) {
    const name = option.attributeName();
    if (command.getOptionValueSource(name) === "cli") continue; // it stood before `--config`
    command.setOptionValueWithSource(name, inFolder(option, value, keys, file), "config");
  }
}

function inFolder(
  option: Option,
  value: Setting["value"],
  { files }: ConfigKeys,
  file: string,
): Setting["value"] {
  const isFile = typeof value === "string" && files.includes(option.name());
  return isFile ? path.resolve(path.dirname(file), value) : value;
}
