// What the options of `vnet run` mean, checked before anything is started.
import { CliError, cliErrorCodes } from "../cli-errors.ts";

export interface ListenAddress {
  readonly host: string;
  readonly port: number;
}

/** `HOST:PORT`, `[V6]:PORT`; `source`: where the text stands, for the message. Throws `CliError`. */
export function parseListen(text: string, source = `--listen ${text}`): ListenAddress {
  const match = /^(?:\[([0-9a-fA-F:]+)\]|([^:[\]]+)):(\d{1,5})$/.exec(text);
  const port = Number(match?.[3]);
  if (match === null || port > 65_535)
    throw new CliError(
      cliErrorCodes.badOption,
      `\`${source}\` is not an address, expected HOST:PORT such as \`127.0.0.1:7400\``,
    );
  return { host: match[1] ?? match[2] ?? "", port };
}

/** As `parseListen`, and no address that stands for all of a machine's: others are told to dial it. Throws `CliError`. */
export function parseReachable(text: string, source?: string): ListenAddress {
  const address = parseListen(text, source);
  if (/^(0(\.0){0,3}|[0:]+)$/.test(address.host))
    throw new CliError(
      cliErrorCodes.badOption,
      `\`${source ?? `--listen ${text}`}\` cannot be dialled, expected the address by which other hosts reach this one`,
    );
  return address;
}

/** `HOST:PORT`, or `HOST` alone: the port that is listened on. Throws `CliError`. */
export function parseAdvertised(text: string): ListenAddress {
  const hasPort = /[^:\]]:\d+$|\]:\d+$/.test(text);
  return parseReachable(hasPort ? text : `${text}:0`, `--advertise ${text}`);
}

/** `ws://HOST:PORT` or `wss://…`, without a password, which messages and logs would show. Throws `CliError`. */
export function parseControllerUrl(text: string, option = "--join"): string {
  const { protocol, username, password } = new URL(URL.canParse(text) ? text : "about:blank");
  if (username !== "" || password !== "")
    throw new CliError(
      cliErrorCodes.badOption,
      `the URL of \`${option}\` names a user or a password, expected neither: \`--token-file\` says who one is`,
    );
  if (protocol !== "ws:" && protocol !== "wss:")
    throw new CliError(
      cliErrorCodes.badOption,
      `\`${option} ${text}\` is not the URL of a controller, expected such as \`ws://127.0.0.1:7400\``,
    );
  return text;
}

const secondsPerUnit = { ms: 0.001, s: 1, min: 60, h: 3600 };

/** The longest time that a timer of Node.js can wait: 2³¹ − 1 milliseconds. */
const longestSeconds = 2_147_483;

/** `8s`, `500ms`, `2min`, `1h`, or a plain number of seconds; `longest`: of what no timer waits for, seconds. Throws `CliError`. */
export function parseDuration(option: string, text: string, longest = longestSeconds): number {
  const match = /^(\d+(?:\.\d+)?) ?(ms|s|min|h)?$/.exec(text.trim());
  const seconds = Number(match?.[1]) * secondsPerUnit[(match?.[2] ?? "s") as keyof typeof secondsPerUnit];
  if (match === null || !(seconds > 0))
    throw new CliError(
      cliErrorCodes.badOption,
      `\`${option} ${text}\` is not a duration above zero, expected such as \`8s\``,
    );
  if (seconds > longest)
    throw new CliError(
      cliErrorCodes.badOption,
      `\`${option} ${text}\` is too long, expected at most ${Math.floor(longest / 3600)} hours`,
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
