// `--state FILE`: the state of a network that a plan begins with, from JSON.
import { readSavedState, type Network, type Plan } from "../../engine/index.ts";
import { CliError, cliErrorCodes } from "../cli-errors.ts";
import { parseLocatedJson, placeOf } from "../config/located-json.ts";
import { readTextFile } from "../read-text-file.ts";

/** Throws `CliError` for a file that cannot be read, is no JSON or is no state of this network. */
export function readStateFile(file: string, network: Network): Plan {
  const text = readTextFile(file, "a saved state");
  const located = parseLocatedJson(text);
  if (!located.ok) {
    const { line, column } = placeOf(text, located.offset);
    throw new CliError(
      cliErrorCodes.stateFile,
      `${file}:${line}:${column}: expected ${located.expected}, found ${located.found}`,
    );
  }
  const state = readSavedState(JSON.parse(text), network);
  if ("fault" in state)
    throw new CliError(cliErrorCodes.stateFile, `\`${file}\` is no state of this network, ${state.fault}`);
  return state;
}
