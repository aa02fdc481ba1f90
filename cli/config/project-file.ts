// `vnet.config.json`, the project's own settings: which installed packages bring planners, and what policies call them.
import { existsSync } from "node:fs";
import path from "node:path";
import { nearest } from "../../lang/diagnostics/did-you-mean.ts";
import { CliError, cliErrorCodes } from "../cli-errors.ts";
import { readTextFile } from "../read-text-file.ts";
import { parseLocatedJson, placeOf, type LocatedObject, type LocatedValue } from "./located-json.ts";

export const projectFileName = "vnet.config.json";

/** `plugins`: name -> package. Packages are looked for from `folder`, where the file is. */
export interface ProjectFile {
  readonly folder: string;
  readonly plugins: ReadonlyMap<string, string>;
}

/** The one in `folder` or the nearest above it; undefined = there is none. Throws `CliError` for one that cannot be read. */
export function findProjectFile(folder: string): ProjectFile | undefined {
  for (let at = path.resolve(folder); ; at = path.dirname(at)) {
    const file = path.join(at, projectFileName);
    if (existsSync(file)) return { folder: at, plugins: readPlugins(file) };
    if (path.dirname(at) === at) return undefined;
  }
}

function readPlugins(file: string): Map<string, string> {
  const text = readTextFile(file, "a JSON file with settings");
  const fail = (offset: number, sentence: string): never => {
    const { line, column } = placeOf(text, offset);
    throw new CliError(cliErrorCodes.config, `${file}:${line}:${column}: ${sentence}`);
  };
  const objectAt = ({ offset, value }: LocatedValue, what: string): LocatedObject =>
    isObject(value) ? value : fail(offset, `expected an object with ${what}`);
  const json = parseLocatedJson(text);
  if (!json.ok) return fail(json.offset, `expected ${json.expected}, found ${json.found}`);
  const plugins = new Map<string, string>();
  for (const { name, nameOffset, value } of objectAt(json.root, "settings").entries) {
    if (name !== "plugins") {
      const isMeant = nearest(name, ["plugins"]) !== undefined;
      const help = isMeant ? "did you mean `plugins`?" : "expected `plugins`";
      fail(nameOffset, `there is no setting \`${name.slice(0, 60)}\`; ${help}`);
    }
    for (const entry of objectAt(value, "names of plugins").entries) {
      if (plugins.has(entry.name)) fail(entry.nameOffset, `\`${entry.name.slice(0, 60)}\` is given twice`);
      if (typeof entry.value.value !== "string")
        return fail(entry.value.offset, "expected the name of a package, a string");
      plugins.set(entry.name, entry.value.value);
    }
  }
  return plugins;
}

function isObject(value: LocatedValue["value"]): value is LocatedObject {
  return typeof value === "object" && value !== null && "entries" in value && !Array.isArray(value);
}
