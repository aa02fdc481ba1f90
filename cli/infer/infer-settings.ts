// What the options of `vnet infer` mean, checked before anything is read.
import { formatMac, parseMac, type Moment } from "../../engine/index.ts";
import { CliError, cliErrorCodes } from "../cli-errors.ts";
import { parseDuration } from "../run/run-settings.ts";

/** `5%`, `5 %` or `0.05`, from nothing to all. Throws `CliError`. */
export function parseShare(option: string, text: string): number {
  const match = /^(\d+(?:\.\d+)?|\.\d+) ?(%?)$/.exec(text.trim());
  const share = Number(match?.[1]) / (match?.[2] === "%" ? 100 : 1);
  if (match === null || share > 1)
    throw bad(`\`${option} ${text}\` is not a share, expected from \`0%\` to \`100%\``);
  return share;
}

const leastUpdateSeconds = 0.001; // finer steps cost time and show nothing

/** After a silence every step of some windows is looked at: more of them in one would take hours for a handful of frames. Own choice. */
const mostUpdates = 10_000; // in a window

/** The shortest window that `auto` chooses. */
const leastAutomaticSeconds = 1;

/** How long a step of the inference is, and the window that it smooths over; seconds. Throws `CliError`. */
export function parseWindow(
  update: string,
  smooth: string,
): { updateSeconds: number; smoothSeconds: number | "auto" } {
  const updateSeconds = parseDuration("--update", update);
  if (updateSeconds < leastUpdateSeconds)
    throw bad(`\`--update ${update}\` is too short, expected at least \`1ms\``);
  if (smooth.trim() === "auto") {
    if (updateSeconds > leastAutomaticSeconds)
      throw bad(`\`--update ${update}\` is too long for \`--smooth auto\`, expected at most \`1s\``);
    return { updateSeconds, smoothSeconds: "auto" };
  }
  const smoothSeconds = parseDuration("--smooth", smooth);
  if (updateSeconds > smoothSeconds)
    throw bad(`\`--update ${update}\` is longer than the window, expected at most \`--smooth ${smooth}\``);
  if (smoothSeconds > mostUpdates * updateSeconds)
    throw bad(
      `\`--smooth ${smooth}\` is too long for \`--update ${update}\`, expected at most ${mostUpdates} updates in a window`,
    );
  return { updateSeconds, smoothSeconds };
}

/** No time stamp lies further from another. Own choice. */
const farthestSeconds = 1e11;

const timestamp = /^\d{4}-\d{2}-\d{2}([T ]\d{2}:\d{2}(:\d{2}(\.\d+)?)?(Z|[+-]\d{2}:\d{2})?)?$/;

/** `90s` after the first frame, or a time such as `2026-11-22T10:00:00Z` (UTC where it names no zone). Throws `CliError`. */
export function parseMoment(option: string, text: string): Moment {
  if (/^0+(\.0+)?( ?(ms|s|min|h))?$/.test(text.trim())) return { since: "start", seconds: 0 };
  if (!timestamp.test(text.trim())) {
    if (!/^\d/.test(text.trim()) || /^\d{4}-/.test(text.trim())) throw badMoment(option, text);
    return { since: "start", seconds: parseDuration(option, text, farthestSeconds) };
  }
  const hasZone = /(Z|[+-]\d{2}:\d{2})$/.test(text.trim()) || !/[T ]/.test(text.trim());
  const milliseconds = Date.parse(`${text.trim().replace(" ", "T")}${hasZone ? "" : "Z"}`);
  if (Number.isNaN(milliseconds) || !isInCalendar(text.trim())) throw badMoment(option, text);
  return { since: "1970", seconds: milliseconds / 1000 };
}

/** `Date.parse` takes 31 February for a day of March. */
function isInCalendar(text: string): boolean {
  const day = text.slice(0, "2026-11-22".length);
  return new Date(`${day}T00:00:00Z`).toISOString().startsWith(day);
}

/** Throws `CliError` where nothing can lie between the two. */
export function checkRange(from: Moment | undefined, to: Moment | undefined): void {
  if (from === undefined || to === undefined || from.since !== to.since) return;
  if (from.seconds > to.seconds) throw bad("`--from` is later than `--to`, expected the range in order");
}

/** `MAC=name`, each address and each name once. Answers names by address as it is written here. Throws `CliError`. */
export function parseVmNames(texts: readonly string[]): Map<string, string> {
  const names = new Map<string, string>();
  for (const text of texts) {
    const at = text.indexOf("=");
    const mac = parseMac(at < 0 ? text : text.slice(0, at));
    const name = at < 0 ? "" : text.slice(at + 1);
    if (mac === undefined || !/^[\p{L}_][\p{L}\p{N}_.-]*$/u.test(name))
      throw bad(
        `\`--vm ${text}\` does not name a machine, expected an address and a name such as \`02:00:00:00:00:01=v1\``,
      );
    if (names.has(formatMac(mac))) throw bad(`\`--vm ${text}\` names an address that has a name already`);
    if ([...names.values()].includes(name)) throw bad(`\`--vm ${text}\` uses a name for the second time`);
    names.set(formatMac(mac), name);
  }
  return names;
}

function badMoment(option: string, text: string): CliError {
  return bad(
    `\`${option} ${text}\` is not a moment, expected seconds after the first frame such as \`90s\`, or a time such as \`2026-11-22T10:00:00Z\``,
  );
}

function bad(message: string): CliError {
  return new CliError(cliErrorCodes.badOption, message);
}
