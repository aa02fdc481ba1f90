// Reads a text file that a user names: bounded, strict UTF-8, and one sentence for whatever keeps it from being read.
import { closeSync, openSync, readSync } from "node:fs";
import { CliError, cliErrorCodes } from "./cli-errors.ts";
import { systemReason } from "./system-reason.ts";

/** Far above any policy; a device that never ends must not fill the memory. Own choice. */
export const largestFileBytes = 64 * 2 ** 20;
const chunkBytes = 64 * 2 ** 10;

/** `expected`: what the file should be, for messages. Throws `CliError` for a file that is missing, a folder, unreadable, too large, or not UTF-8 text; a byte order mark is dropped unless it is to be kept. */
export function readTextFile(file: string, expected: string, options: DecodeOptions = {}): string {
  return decodeText(readBytes(file, expected), file, options);
}

export interface DecodeOptions {
  /** A byte order mark is kept. */
  readonly keepsMark?: boolean;
}

/** `file` is its name, for messages. Throws `CliError`. */
export function decodeText(
  bytes: Uint8Array,
  file: string,
  { keepsMark = false }: DecodeOptions = {},
): string {
  try {
    return new TextDecoder("utf-8", { fatal: true, ignoreBOM: keepsMark }).decode(bytes);
  } catch (cause) {
    throw new CliError(cliErrorCodes.fileNotText, `\`${file}\` is not UTF-8 text`, { cause });
  }
}

function readBytes(file: string, expected: string): Uint8Array {
  let descriptor: number | undefined;
  try {
    descriptor = openSync(file, "r");
    return readToEnd(file, descriptor);
  } catch (cause) {
    throw cause instanceof CliError ? cause : unreadable(file, expected, cause);
  } finally {
    if (descriptor !== undefined) closeSync(descriptor);
  }
}

function readToEnd(file: string, descriptor: number): Uint8Array {
  const chunks: Uint8Array[] = [];
  for (let total = 0; total <= largestFileBytes;) {
    const chunk = new Uint8Array(chunkBytes);
    const read = readSync(descriptor, chunk);
    if (read === 0) return Buffer.concat(chunks);
    chunks.push(chunk.subarray(0, read));
    total += read;
  }
  throw tooLarge(file);
}

export function tooLarge(file: string): CliError {
  const most = `${largestFileBytes / 2 ** 20} MiB`;
  return new CliError(
    cliErrorCodes.fileTooLarge,
    `\`${file}\` is larger than ${most}, the most that is read`,
  );
}

function unreadable(file: string, expected: string, cause: unknown): CliError {
  const code = cause instanceof Error && "code" in cause ? cause.code : undefined;
  if (code === "ENOENT" || code === "ENOTDIR")
    return new CliError(cliErrorCodes.fileMissing, `there is no file \`${file}\``, { cause });
  if (code === "EISDIR")
    return new CliError(cliErrorCodes.fileIsFolder, `\`${file}\` is a folder, expected ${expected}`, {
      cause,
    });
  return new CliError(cliErrorCodes.fileUnreadable, `cannot read \`${file}\`: ${systemReason(cause)}`, {
    cause,
  });
}
