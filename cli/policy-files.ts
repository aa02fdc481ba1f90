// Reads policy files and the modules that they import: `std/…` from the package, `./x.vnet` from beside the file.
import path from "node:path";
import type { CompileOptions, LoadModule, PlannerSignature, PluginAnswer } from "../lang/index.ts";
import { CliError } from "./cli-errors.ts";
import { packageRoot } from "./package-root.ts";
import { readTextFile } from "./read-text-file.ts";

export interface PolicyFile {
  readonly path: string;
  readonly text: string;
}

/** Throws `CliError` as `readTextFile` does. */
export function readPolicyFile(file: string): PolicyFile {
  return { path: file, text: readTextFile(file, "a policy file") };
}

const standardModule = /^std\/([a-z][a-z0-9-]*)$/;

/** For `compile`: the text of an imported module, or why there is none. */
export const loadPolicyModule: LoadModule = (specifier, fromPath) => {
  const [, name] = standardModule.exec(specifier) ?? [];
  const isRelative = specifier.startsWith("./") || specifier.startsWith("../");
  if (name === undefined && !isRelative)
    return { fault: "a module is `std/NAME` or a path that begins with `./`" };
  if (name === undefined && fromPath.startsWith("std/"))
    return { fault: "the standard library imports no files" };
  const file =
    name === undefined
      ? path.join(path.dirname(fromPath), specifier)
      : path.join(packageRoot(), "stdlib", `${name}.vnet`);
  try {
    const { text } = readPolicyFile(file);
    return { path: name === undefined ? file : specifier, text };
  } catch (error) {
    if (!(error instanceof CliError)) throw error;
    const fault = name === undefined ? error.message : `the standard library has no module \`${name}\``;
    return { fault };
  }
};

/** What `compile` is given for policies on disk. */
export function compileOptions(
  planners?: readonly PlannerSignature[],
  plugins: readonly PluginAnswer[] = [],
): CompileOptions {
  return { load: loadPolicyModule, plugins, ...(planners === undefined ? {} : { planners }) };
}
