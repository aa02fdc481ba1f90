// Files with the token of a run: a temporary one in a folder that only its owner can enter, or one that the user has named.
import { randomBytes } from "node:crypto";
import { closeSync, mkdtempSync, openSync, readSync, rmSync, writeFileSync } from "node:fs";
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

/** Bounds as on the wire. */
const shortestToken = 16;
const longestToken = 255;
const tokenBytes = 32;
/** Far more than any token with white space around it; a device that never ends must not fill the memory. */
const mostBytes = 4096;

/** The token in a file, without the white space around it. Throws `CliError`. */
export function readToken(file: string): string {
  let text: string;
  try {
    text = readBeginning(file);
  } catch (cause) {
    throw tokenFileError(file, cause);
  }
  const token = text.trim();
  if (token === "")
    throw new CliError(cliErrorCodes.tokenFile, `the token file \`${file}\` is empty, expected a token`);
  const isTooLong = token.length > longestToken || text.length >= mostBytes;
  if (token.length < shortestToken || isTooLong || /[^\x21-\x7e]/.test(token))
    throw new CliError(
      cliErrorCodes.tokenFile,
      `the token file \`${file}\` holds no token, expected ${shortestToken} to ${longestToken} visible ASCII characters`,
    );
  return token;
}

/** As text, of at most `mostBytes`. Throws what the system says. */
function readBeginning(file: string): string {
  const bytes = new Uint8Array(mostBytes);
  const descriptor = openSync(file, "r");
  try {
    let length = 0;
    for (let read = -1; read !== 0 && length < mostBytes; length += read)
      read = readSync(descriptor, bytes, length, mostBytes - length, null);
    return new TextDecoder().decode(bytes.subarray(0, length));
  } finally {
    closeSync(descriptor);
  }
}

/** The token of a file that the user has named: a new one (mode 0600) where there is no such file yet. It stays, for the next run. Throws `CliError`. */
export function keptToken(file: string): string {
  try {
    writeFileSync(file, `${randomBytes(tokenBytes).toString("hex")}\n`, { mode: 0o600, flag: "wx" });
  } catch (cause) {
    if (systemCode(cause) !== "EEXIST") throw tokenFileError(file, cause);
  }
  return readToken(file);
}

const reasons: Readonly<Record<string, string>> = {
  ENOENT: "there is no such file",
  ENOTDIR: "there is no such file",
  EISDIR: "it is a folder",
  EACCES: "permission denied",
  EPERM: "permission denied",
};

function tokenFileError(file: string, cause: unknown): CliError {
  const code = systemCode(cause);
  return new CliError(
    cliErrorCodes.tokenFile,
    `cannot use the token file \`${file}\`: ${reasons[code] ?? code}`,
    { cause },
  );
}

function systemCode(error: unknown): string {
  return error instanceof Error && "code" in error ? String(error.code) : "unknown error";
}
