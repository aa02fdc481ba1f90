// Where the token of a run lies while it runs: a folder of its own that only its owner can enter.
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { CliError, cliErrorCodes } from "../cli-errors.ts";
import { systemReason } from "../system-reason.ts";

export interface TokenFile {
  readonly path: string;
  /** Removes the file and its folder. */
  remove(): void;
}

/** Throws `CliError` where no folder can be made. */
export function temporaryTokenFile(): TokenFile {
  const folder = makeFolder();
  return {
    path: path.join(folder, "token"),
    remove: () => rmSync(folder, { recursive: true, force: true }),
  };
}

/** Of mode 0700. */
function makeFolder(): string {
  try {
    return mkdtempSync(path.join(tmpdir(), "vnet-"));
  } catch (cause) {
    const reason = systemReason(cause);
    throw new CliError(
      cliErrorCodes.temporaryFolder,
      `cannot make a folder in \`${tmpdir()}\` for the token of the run: ${reason} (TMPDIR names another place)`,
      { cause },
    );
  }
}
