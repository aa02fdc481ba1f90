// What the options of `vnet run` mean, checked before anything is started.
import { CliError, cliErrorCodes } from "../cli-errors.ts";

export interface ListenAddress {
  readonly host: string;
  readonly port: number;
}

/** `HOST:PORT`, `[V6]:PORT`. Throws `CliError`. */
export function parseListen(text: string): ListenAddress {
  const match = /^(?:\[([0-9a-fA-F:]+)\]|([^:[\]]+)):(\d{1,5})$/.exec(text);
  const port = Number(match?.[3]);
  if (match === null || port > 65_535)
    throw new CliError(
      cliErrorCodes.badOption,
      `\`--listen ${text}\` is not an address, expected HOST:PORT such as \`127.0.0.1:7400\``,
    );
  return { host: match[1] ?? match[2] ?? "", port };
}

const secondsPerUnit = { ms: 0.001, s: 1, min: 60, h: 3600 };

/** The longest time that a timer of Node.js can wait: 2³¹ − 1 milliseconds. */
const longestSeconds = 2_147_483;

/** `8s`, `500ms`, `2min`, `1h`, or a plain number of seconds. Throws `CliError`. */
export function parseDuration(option: string, text: string): number {
  const match = /^(\d+(?:\.\d+)?) ?(ms|s|min|h)?$/.exec(text.trim());
  const seconds = Number(match?.[1]) * secondsPerUnit[(match?.[2] ?? "s") as keyof typeof secondsPerUnit];
  if (match === null || !(seconds > 0))
    throw new CliError(
      cliErrorCodes.badOption,
      `\`${option} ${text}\` is not a duration above zero, expected such as \`8s\``,
    );
  if (seconds > longestSeconds)
    throw new CliError(
      cliErrorCodes.badOption,
      `\`${option} ${text}\` is too long, expected at most ${Math.floor(longestSeconds / 3600)} hours`,
    );
  return seconds;
}

/** A factor above zero, or `max`. Throws `CliError`. */
export function parseSpeed(text: string): number | "max" {
  if (text === "max") return "max";
  const speed = text.trim() === "" ? NaN : Number(text);
  if (!(speed > 0) || !Number.isFinite(speed))
    throw new CliError(
      cliErrorCodes.badOption,
      `\`--speed ${text}\` is not a speed, expected a number above zero or \`max\``,
    );
  return speed;
}
