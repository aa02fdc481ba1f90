// Reads policy files and the modules that they import: `std/…` from the package, `./x.vnet` from beside the file.
import { readFileSync } from "node:fs";
import path from "node:path";
import type { CompileOptions, LoadModule, PlannerSignature } from "../lang/index.ts";
import { CliError, cliErrorCodes } from "./cli-errors.ts";
import { packageRoot } from "./package-root.ts";

export interface PolicyFile {
  readonly path: string;
  readonly text: string;
}

/** Strict UTF-8; a byte order mark is dropped. Throws TypeError for bytes that are no text. */
function decodeText(bytes: Uint8Array): string {
  return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
}

function systemCode(error: unknown): string {
  return error instanceof Error && "code" in error ? String(error.code) : "unknown error";
}

export function readPolicyFile(file: string): PolicyFile {
  return { path: file, text: readTextFile(file, "a policy file") };
}

/** Throws `CliError` with one sentence for a file that is missing, a folder, unreadable, or not UTF-8 text. */
export function readTextFile(file: string, expected: string): string {
  let bytes: Uint8Array;
  try {
    bytes = readFileSync(file);
  } catch (cause) {
    const code = systemCode(cause);
    if (code === "ENOENT" || code === "ENOTDIR")
      throw new CliError(cliErrorCodes.fileMissing, `there is no file \`${file}\``, { cause });
    if (code === "EISDIR")
      throw new CliError(cliErrorCodes.fileIsFolder, `\`${file}\` is a folder, expected ${expected}`, {
        cause,
      });
    const reason = code === "EACCES" || code === "EPERM" ? "permission denied" : code;
    throw new CliError(cliErrorCodes.fileUnreadable, `cannot read \`${file}\`: ${reason}`, { cause });
  }
  try {
    return decodeText(bytes);
  } catch (cause) {
    throw new CliError(cliErrorCodes.fileNotText, `\`${file}\` is not UTF-8 text`, { cause });
  }
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
export function compileOptions(planners?: readonly PlannerSignature[]): CompileOptions {
  return planners === undefined ? { load: loadPolicyModule } : { load: loadPolicyModule, planners };
}
