// Opens a file or standard input as a stream of large chunks whose first bytes have been looked at.
import { createReadStream, type Stats } from "node:fs";
import { stat } from "node:fs/promises";
import { TrafficError } from "./traffic-errors.ts";
import { headBytes, type TrafficInput } from "./traffic-source.ts";

export interface OpenInput extends TrafficInput {
  /** The first `headBytes` bytes, fewer only where there are no more. */
  readonly head: Uint8Array;
}

/** The name of standard input. */
export const standardInput = "-";

/** Implementation choice: large enough that a step from chunk to chunk costs nothing beside the parsing, small enough for the caches. */
const chunkBytes = 2 ** 20;

/** `name`: a path, or `-` for standard input. Throws `TrafficError` where there is nothing to be read. */
export async function openInput(name: string): Promise<OpenInput> {
  const isStandardInput = name === standardInput;
  const stats = isStandardInput ? undefined : await statOf(name);
  const stream: AsyncIterable<Uint8Array> & { destroy(): unknown } = isStandardInput
    ? process.stdin
    : createReadStream(name, { highWaterMark: chunkBytes });
  const source = stream[Symbol.asyncIterator]();
  const seen: Uint8Array[] = [];
  let readBytes = 0;

  async function next(): Promise<Uint8Array | undefined> {
    try {
      const { done, value } = await source.next();
      if (done === true) return undefined;
      readBytes += value.length;
      return value;
    } catch (cause) {
      throw unreadable(name, cause);
    }
  }
  async function* chunks(): AsyncGenerator<Uint8Array> {
    try {
      for (const chunk of seen.splice(0)) yield chunk;
      for (let chunk = await next(); chunk !== undefined; chunk = await next()) yield chunk;
    } finally {
      stream.destroy();
    }
  }

  while (readBytes < headBytes) {
    const chunk = await next();
    if (chunk === undefined) break;
    seen.push(chunk);
  }
  return {
    name,
    head: Buffer.concat(seen.map((chunk) => chunk.subarray(0, headBytes))).subarray(0, headBytes),
    chunks: chunks(),
    progress: () => ({ readBytes, totalBytes: stats?.isFile() === true ? stats.size : undefined }),
    close: () => void stream.destroy(),
  };
}

async function statOf(name: string): Promise<Stats> {
  try {
    return await stat(name);
  } catch (cause) {
    throw unreadable(name, cause);
  }
}

const reasons: Readonly<Record<string, string>> = {
  ENOENT: "there is no such file",
  ENOTDIR: "there is no such file",
  EACCES: "permission denied",
  EISDIR: "it is a directory",
};

function unreadable(name: string, cause: unknown): TrafficError {
  const { code = "", message } = cause as NodeJS.ErrnoException;
  const isMissing = code === "ENOENT" || code === "ENOTDIR";
  return new TrafficError(
    isMissing ? "VNET_ERR_TRAFFIC_MISSING" : "VNET_ERR_TRAFFIC_UNREADABLE",
    `cannot read \`${name}\`: ${reasons[code] ?? message}`,
    cause,
  );
}
