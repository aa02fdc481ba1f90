// What the SOURCE of `vnet infer` names: a file, standard input, or a live interface.
import { existsSync } from "node:fs";
import { isInterface, openLive, openTraffic, TrafficError, type TrafficSource } from "../../traffic/index.ts";
import { CliError, cliErrorCodes } from "../cli-errors.ts";
import { checkCapHere } from "../doctor/check-cap-here.ts";

export interface OpenSourceOptions {
  /** Ends the reading of an interface. */
  readonly signal: AbortSignal | undefined;
  /** How long an interface is read; default: until the signal. */
  readonly durationSeconds: number | undefined;
}

/** A file of that name goes before an interface. Throws `TrafficError`, and `CliError` for options that do not fit the source. */
export async function openSource(name: string, options: OpenSourceOptions): Promise<TrafficSource> {
  if (!existsSync(name) && isInterface(name)) return openInterface(name, options);
  if (options.durationSeconds !== undefined)
    throw new CliError(
      cliErrorCodes.badOption,
      "`--duration` has no effect here, expected a live interface; `--to` ends what is read of a file",
    );
  return openTraffic(name);
}

function openInterface(name: string, options: OpenSourceOptions): TrafficSource {
  const { ok, found, remedy } = checkCapHere();
  if (ok) return openLive(name, options);
  const help = remedy === undefined ? "" : `; to mend it: ${remedy}`;
  throw new TrafficError("VNET_ERR_TRAFFIC_LIVE", `cannot read the interface \`${name}\`: ${found}${help}`);
}
