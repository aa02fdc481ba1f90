// Which files the paths of a command mean: a file itself, all policies of a folder and what lies below it, what a pattern matches.
import { readdirSync, statSync, type Dirent } from "node:fs";
import path from "node:path";
import { CliError, cliErrorCodes } from "./cli-errors.ts";
import { isPathPattern, patternFolder, patternToRegExp } from "./path-pattern.ts";
import { systemReason } from "./system-reason.ts";

/** Means standard input. */
export const standardInput = "-";

/** Left out of folders; they hold what others wrote. */
const foreignFolder = "node_modules";

/**
 * In the order of the arguments, within one by name, each file once. `-` and what does not exist stay as they are: reading
 * says what is wrong. Throws `CliError` for a folder or a pattern without a file.
 */
export function expandPolicyPaths(paths: readonly string[]): readonly string[] {
  const files = paths.flatMap((each) => {
    if (each === standardInput) return [each];
    const found = statSync(each, { throwIfNoEntry: false });
    if (found?.isDirectory() === true) return policiesBelow(each);
    return found === undefined && isPathPattern(each) ? matching(each) : [each];
  });
  return [...new Set(files)];
}

function policiesBelow(folder: string): readonly string[] {
  const files = filesBelow(folder).filter((file) => file.endsWith(".vnet"));
  if (files.length > 0) return files;
  throw new CliError(
    cliErrorCodes.fileMissing,
    `there is no policy (\`*.vnet\`) in \`${folder}\` or below it`,
  );
}

function matching(pattern: string): readonly string[] {
  const folder = patternFolder(pattern);
  const expression = patternToRegExp(pattern);
  const isThere = statSync(folder === "" ? "." : folder, { throwIfNoEntry: false })?.isDirectory() === true;
  const meansHidden = /(^|\/)\.[^./]/.test(pattern);
  const files = isThere ? filesBelow(folder, meansHidden) : [];
  const matched = files.filter((file) =>
    expression.test(file.replaceAll(path.sep, "/").replace(/^(\.\/)+/, "")),
  );
  if (matched.length > 0) return matched;
  throw new CliError(cliErrorCodes.fileMissing, `no file matches \`${pattern}\``);
}

/** By name; hidden ones are left out unless they are meant, and links to folders are not followed, so that there is an end. */
function filesBelow(folder: string, meansHidden = false): string[] {
  const files: string[] = [];
  for (const entry of entriesOf(folder)) {
    const inside = folder === "" ? entry.name : path.join(folder, entry.name);
    if ((entry.name.startsWith(".") && !meansHidden) || entry.name === foreignFolder) continue;
    if (entry.isDirectory()) for (const file of filesBelow(inside, meansHidden)) files.push(file);
    else if (entry.isFile() || statSync(inside, { throwIfNoEntry: false })?.isFile() === true)
      files.push(inside);
  }
  return files;
}

function entriesOf(folder: string): readonly Dirent[] {
  try {
    const entries = readdirSync(folder === "" ? "." : folder, { withFileTypes: true });
    return entries.sort((a, b) => (a.name < b.name ? -1 : 1));
  } catch (cause) {
    const reason = systemReason(cause);
    throw new CliError(cliErrorCodes.fileUnreadable, `cannot read the folder \`${folder}\`: ${reason}`, {
      cause,
    });
  }
}
