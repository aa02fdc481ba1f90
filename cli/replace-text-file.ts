// Replaces the text of a file in one step: whoever reads it meanwhile, and whatever ends the command, sees the old text or the new one.
import {
  accessSync,
  closeSync,
  constants,
  fchmodSync,
  fchownSync,
  fsyncSync,
  openSync,
  realpathSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from "node:fs";
import path from "node:path";
import { CliError, cliErrorCodes } from "./cli-errors.ts";
import { systemReason } from "./system-reason.ts";

/** The file keeps its mode and, where that may be, its owner; of a symbolic link, the file it leads to is replaced. Throws `CliError`. */
export function replaceTextFile(file: string, text: string): void {
  let temporary: string | undefined;
  try {
    const target = realpathSync(file);
    accessSync(target, constants.W_OK); // replacing it would only need a folder that can be written
    const { mode, uid, gid } = statSync(target);
    const beside = path.join(path.dirname(target), `.${path.basename(target)}.${process.pid}.tmp`);
    const descriptor = openSync(beside, "wx", 0o600);
    temporary = beside;
    try {
      writeFileSync(descriptor, text);
      keepOwner(descriptor, uid, gid);
      fchmodSync(descriptor, mode & 0o7777);
      fsyncSync(descriptor);
    } finally {
      closeSync(descriptor);
    }
    renameSync(beside, target);
    temporary = undefined;
  } catch (cause) {
    throw new CliError(cliErrorCodes.fileUnwritable, `cannot write \`${file}\`: ${systemReason(cause)}`, {
      cause,
    });
  } finally {
    if (temporary !== undefined) rmSync(temporary, { force: true });
  }
}

function keepOwner(descriptor: number, uid: number, gid: number): void {
  try {
    fchownSync(descriptor, uid, gid);
  } catch {
    // Only root may give files away: then it belongs to whoever formats it.
  }
}
