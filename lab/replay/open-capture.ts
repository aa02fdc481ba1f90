// Opens a capture file for a replay; what cannot be replayed is refused before anything else is started for it.
import { createReadStream } from "node:fs";
import { CaptureReader } from "../../dataplane/capture/capture-reader.ts";
import {
  ethernetLinkType,
  type CapturedFrame,
  type CaptureEnd,
} from "../../dataplane/capture/captured-frame.ts";
import { describeLinkType } from "../../dataplane/capture/link-type.ts";
import { readCapture } from "../../dataplane/capture/read-capture.ts";
import { ReplayError } from "./replay-errors.ts";

export interface OpenCapture {
  /** Batches of frames in file order; once. Throws `VNET_ERR_CAPTURE_UNREADABLE` where the disk fails on the way. */
  readonly frames: AsyncIterable<readonly CapturedFrame[]>;
  /** How the reading ended; undefined while it has not. A fault here came behind good frames. */
  end(): CaptureEnd | undefined;
  /** Closes the file, also in the middle of it. */
  close(): void;
}

const chunkBytes = 256 * 1024; // implementation choice

/** Reads as far as the first frames. Throws a `ReplayError` where there are none to replay. */
export async function openCapture(path: string): Promise<OpenCapture> {
  const reader = new CaptureReader();
  const stream = createReadStream(path, { highWaterMark: chunkBytes });
  const batches = readCapture(stream, reader);
  const next = async () => {
    try {
      return await batches.next();
    } catch (cause) {
      throw unreadable(path, cause);
    }
  };
  let end: CaptureEnd | undefined;
  const first = await next();
  if (first.done === true) throw withoutFrames(path, first.value);
  if (!reader.linkTypes.has(ethernetLinkType)) {
    stream.destroy();
    throw withoutEthernet(path, reader);
  }

  async function* frames(): AsyncGenerator<readonly CapturedFrame[]> {
    try {
      let batch = first;
      while (batch.done !== true) {
        yield batch.value;
        batch = await next();
      }
      end = batch.value;
    } finally {
      stream.destroy();
    }
  }
  return { frames: frames(), end: () => end, close: () => stream.destroy() };
}

function withoutFrames(path: string, { fault }: CaptureEnd): ReplayError {
  if (fault === undefined)
    return new ReplayError("VNET_ERR_CAPTURE_EMPTY", `cannot replay \`${path}\`: it holds no frames`);
  const code = fault.reason === "foreign" ? "VNET_ERR_CAPTURE_FOREIGN" : "VNET_ERR_CAPTURE_BROKEN";
  return new ReplayError(code, `cannot replay \`${path}\`: ${fault.message}`);
}

function withoutEthernet(path: string, { linkTypes }: CaptureReader): ReplayError {
  const found = [...linkTypes].map(describeLinkType).join(", ");
  return new ReplayError(
    "VNET_ERR_CAPTURE_LINK_TYPE",
    `cannot replay \`${path}\`: its link type is ${found}, expected ${describeLinkType(ethernetLinkType)}`,
  );
}

const readFaults: Readonly<Record<string, string>> = {
  ENOENT: "there is no such file",
  ENOTDIR: "there is no such file",
  EACCES: "permission denied",
  EISDIR: "it is a directory",
};

function unreadable(path: string, cause: unknown): ReplayError {
  const { code = "", message } = cause as NodeJS.ErrnoException;
  const isMissing = code === "ENOENT" || code === "ENOTDIR";
  return new ReplayError(
    isMissing ? "VNET_ERR_CAPTURE_MISSING" : "VNET_ERR_CAPTURE_UNREADABLE",
    `cannot read \`${path}\`: ${readFaults[code] ?? message}`,
    cause,
  );
}
