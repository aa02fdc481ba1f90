// Reads standard input as text: bounded and strict UTF-8, as files are read.
import { CliError, cliErrorCodes } from "./cli-errors.ts";
import { decodeText, largestFileBytes, tooLarge } from "./read-text-file.ts";
import { systemReason } from "./system-reason.ts";

const name = "<stdin>";

/** Throws `CliError`; a byte order mark is kept. */
export async function readStandardInput(): Promise<string> {
  const chunks: Uint8Array[] = [];
  let total = 0;
  try {
    for await (const chunk of process.stdin as AsyncIterable<Uint8Array>) {
      total += chunk.length;
      if (total > largestFileBytes) throw tooLarge(name);
      chunks.push(chunk);
    }
  } catch (cause) {
    if (cause instanceof CliError) throw cause;
    const message = `cannot read standard input: ${systemReason(cause)}`;
    throw new CliError(cliErrorCodes.fileUnreadable, message, { cause });
  }
  return decodeText(Buffer.concat(chunks), name, { keepsMark: true });
}
