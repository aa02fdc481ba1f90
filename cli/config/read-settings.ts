// The settings in a JSON file against the options that there are: every mistake is one sentence with its place.
import type { Option } from "commander";
import { nearest } from "../../lang/diagnostics/did-you-mean.ts";
import { CliError, cliErrorCodes } from "../cli-errors.ts";
import type { ConfigKeys } from "./config-option.ts";
import { type LocatedObject, type LocatedValue, parseLocatedJson, placeOf } from "./located-json.ts";

export interface Setting {
  readonly option: Option;
  readonly value: string | boolean;
}

/** Throws `CliError` for the first thing that is wrong. */
export function readSettings(
  file: string,
  text: string,
  options: readonly Option[],
  { checks }: Pick<ConfigKeys, "checks">,
): Setting[] {
  const fail = (offset: number, sentence: string, cause?: unknown): never => {
    const { line, column } = placeOf(text, offset);
    throw new CliError(cliErrorCodes.config, `${file}:${line}:${column}: ${sentence}`, { cause });
  };
  const json = parseLocatedJson(text);
  if (!json.ok) return fail(json.offset, `expected ${json.expected}, found ${json.found}`);
  const { root } = json;
  if (!isObject(root.value))
    return fail(root.offset, `expected an object with settings, found ${kindOf(root)}`);

  const names = options.map((option) => option.name());
  const seen = new Set<string>();
  return root.value.entries.map(({ name, nameOffset, value }): Setting => {
    const option = options.find((one) => one.name() === name);
    if (option === undefined) return fail(nameOffset, unknownName(name, names));
    if (seen.has(name)) return fail(nameOffset, `\`${name}\` is given twice`);
    seen.add(name);
    const check = checks[name];
    const expected = expectation(option, check !== undefined);
    const setting = settingOf(option, value, check !== undefined);
    if (setting === undefined)
      return fail(value.offset, `\`${name}\` is ${kindOf(value)}, expected ${expected}`);
    try {
      if (typeof setting === "string") check?.(setting);
    } catch (error) {
      if (!(error instanceof CliError)) throw error;
      return fail(value.offset, error.message, error);
    }
    return { option, value: setting };
  });
}

function settingOf(
  option: Option,
  { value }: LocatedValue,
  mayBeNumber: boolean,
): string | boolean | undefined {
  if (isFlag(option)) return typeof value === "boolean" ? value : undefined;
  if (mayBeNumber && typeof value === "number") return String(value);
  if (typeof value !== "string") return undefined;
  return option.argChoices === undefined || option.argChoices.includes(value) ? value : undefined;
}

function expectation(option: Option, mayBeNumber: boolean): string {
  if (isFlag(option)) return "`true` or `false`";
  if (option.argChoices !== undefined)
    return option.argChoices.map((choice) => `\`"${choice}"\``).join(" or ");
  return mayBeNumber ? "a string or a number" : "a string";
}

/** An option without a value. */
function isFlag(option: Option): boolean {
  return !option.required && !option.optional;
}

function unknownName(name: string, names: readonly string[]): string {
  const meant = nearest(name.replace(/^-+/, "").replaceAll(/[A-Z_]/g, asKebab), names);
  const help = meant === undefined ? `expected one of ${names.join(", ")}` : `did you mean \`${meant}\`?`;
  return `there is no setting \`${name.slice(0, 60)}\`; ${help}`;
}

/** `tokenFile` and `token_file` are `token-file` to those who mean well. */
function asKebab(character: string): string {
  return character === "_" ? "-" : `-${character.toLowerCase()}`;
}

function isObject(value: LocatedValue["value"]): value is LocatedObject {
  return typeof value === "object" && value !== null && "entries" in value && !Array.isArray(value);
}

function kindOf({ value }: LocatedValue): string {
  if (value === null) return "`null`";
  if (Array.isArray(value)) return "a list";
  if (typeof value === "object") return "an object";
  return typeof value === "string"
    ? `the string \`${JSON.stringify(value).slice(0, 60)}\``
    : `the ${typeof value} \`${value}\``;
}
