// `vnet fmt`: writes policies in the one style, or says which are not.
import { Command } from "commander";
import { format } from "../../lang/format/format.ts";
import { CliError, cliErrorCodes } from "../cli-errors.ts";
import { exitCodes } from "../exit-codes.ts";
import { expandPolicyPaths, standardInput } from "../policy-paths.ts";
import { readStandardInput } from "../read-standard-input.ts";
import { readTextFile } from "../read-text-file.ts";
import { replaceTextFile } from "../replace-text-file.ts";
import { reportDiagnostics } from "../report/diagnostic-report.ts";
import { diffTexts } from "../report/text-diff.ts";

interface FmtFlags {
  readonly check?: true;
  readonly diff?: true;
  readonly write?: true;
}

interface Counts {
  changed: number;
  unchanged: number;
  broken: number;
}

/** Formatted text, names and differences go to standard output, what is wrong with a policy to standard error. */
export function fmtCommand(): Command {
  return new Command("fmt")
    .argument(
      "[paths...]",
      "policy files, folders, patterns, or `-` for standard input (default: this folder)",
    )
    .option(
      "--check",
      "change nothing; name the files that are not in the style, and end with 1 if there are any",
    )
    .option("--diff", "with --check: show what would change")
    .option("--write", "replace the files that are not in the style")
    .action(async (given: string[], flags: FmtFlags) => {
      const paths = given.length === 0 ? ["."] : given;
      rejectMisplaced(paths, flags);
      const files = paths.includes(standardInput) ? paths : expandPolicyPaths(paths);
      const isBatch = flags.check === true || flags.write === true;
      if (!isBatch && files.length > 1)
        throw misuse(`expected \`--check\` or \`--write\` for several files, found ${files.length} files`);
      const counts: Counts = { changed: 0, unchanged: 0, broken: 0 };
      for (const file of files) await formatFile(file, flags, counts);
      if (isBatch) process.stdout.write(`${summary(counts, flags)}\n`);
      const isNegative = counts.broken > 0 || (flags.check === true && counts.changed > 0);
      process.exitCode = isNegative ? exitCodes.negative : exitCodes.ok;
    });
}

function misuse(message: string): CliError {
  return new CliError(cliErrorCodes.badOption, message);
}

function rejectMisplaced(paths: readonly string[], { check, diff, write }: FmtFlags): void {
  if (check === true && write === true) throw misuse("expected either `--check` or `--write`, not both");
  if (diff === true && check !== true) throw misuse("`--diff` has an effect with `--check` only");
  if (!paths.includes(standardInput)) return;
  if (write === true) throw misuse("standard input cannot be written to: leave `--write` out");
  if (paths.length > 1) throw misuse("expected either `-` or files, not both");
}

async function formatFile(file: string, { check, diff, write }: FmtFlags, counts: Counts): Promise<void> {
  const isInput = file === standardInput;
  const name = isInput ? "<stdin>" : file;
  const text = isInput ? await readStandardInput() : readTextFile(file, "a policy file", { keepsMark: true });
  const result = format({ path: name, text });
  if (!result.ok) {
    if (result.reason === "defect") throw new Error(`\`${name}\` is left as it is: ${result.message}`); // told as a defect
    const colour = process.stderr.isTTY && !process.env["NO_COLOR"];
    process.stderr.write(reportDiagnostics([result], { format: "human", colour, files: 1 }));
    counts.broken += 1;
    return;
  }
  const isChanged = result.text !== text;
  counts[isChanged ? "changed" : "unchanged"] += 1;
  if (check !== true && write !== true) process.stdout.write(result.text);
  if (!isChanged) return;
  if (write === true) replaceTextFile(file, result.text);
  if (diff === true) process.stdout.write(diffTexts(name, text, result.text));
  else if (check === true || write === true) process.stdout.write(`${name}\n`);
}

function summary({ changed, unchanged, broken }: Counts, { write }: FmtFlags): string {
  const counted = (count: number, what: string): string =>
    `${count} ${count === 1 ? "file" : "files"} ${what}`;
  return [
    ...(changed === 0 ? [] : [counted(changed, write === true ? "formatted" : "to format")]),
    ...(unchanged === 0 ? [] : [counted(unchanged, "in the style")]),
    ...(broken === 0 ? [] : [counted(broken, "that cannot be read")]),
  ].join(", ");
}
