// A recording on disk that is appended to: goes on behind the last whole block, and keeps whole blocks when the disk fails.
import { closeSync, fstatSync, fsyncSync, ftruncateSync, openSync, readSync, writeSync } from "node:fs";
import { RecordingEncoder } from "../../dataplane/recording/recording-encoder.ts";
import { recordingMagic } from "../../dataplane/recording/recording-format.ts";
import { RecordingReader } from "../../dataplane/recording/recording-reader.ts";
import type { TrafficSample } from "../../dataplane/recording/traffic-sample.ts";
import type { MacAddress } from "../../engine/model/mac-address.ts";
import { systemReason } from "../system-reason.ts";
import { TrafficError } from "../traffic-errors.ts";

const chunkBytes = 2 ** 20; // implementation choice

export interface WrittenTotals {
  readonly samples: number;
  readonly frames: number;
  readonly bytes: number;
  readonly pairs: number;
  /** Of the file that this writer has added. */
  readonly fileBytes: number;
}

export class RecordingFile {
  /** What an earlier writer had left behind the last whole block and was cut off, bytes. */
  readonly cutBytes: number;
  /** Samples that stood in the file before. */
  readonly samplesBefore: number;
  readonly #name: string;
  readonly #descriptor: number;
  readonly #isFile: boolean;
  readonly #encoder: RecordingEncoder;
  readonly #pairs = new Map<MacAddress, Set<MacAddress>>();
  readonly #begunAt: number;
  #size: number; // up to the end of the last whole block
  #isBroken = false;
  #written = { samples: 0, frames: 0, bytes: 0, pairs: 0 };

  /**
   * Opens or makes the file. `nameOf`: what to call a machine. Throws `TrafficError` for a file that cannot be opened or written, for one that is no recording, and for
   * one that is damaged before its end: nothing of those is changed.
   */
  constructor(name: string, nameOf: (mac: MacAddress) => string | undefined) {
    this.#name = name;
    this.#encoder = new RecordingEncoder(nameOf);
    this.#descriptor = opened(name);
    try {
      const stats = fstatSync(this.#descriptor);
      this.#isFile = stats.isFile();
      const { wholeBytes, samples } = this.#isFile ? this.#look(stats.size) : { wholeBytes: 0, samples: 0 };
      this.cutBytes = this.#isFile ? stats.size - wholeBytes : 0;
      this.samplesBefore = samples;
      this.#size = wholeBytes;
      this.#begunAt = wholeBytes;
      if (this.cutBytes > 0) ftruncateSync(this.#descriptor, wholeBytes);
      if (wholeBytes === 0) this.#write(recordingMagic);
    } catch (error) {
      closeSync(this.#descriptor);
      throw error instanceof TrafficError ? error : unwritable(name, error);
    }
  }

  get written(): WrittenTotals {
    return { ...this.#written, fileBytes: this.#size - this.#begunAt };
  }

  /** What was added stands on disk after the next `flush`. Throws `VNET_ERR_RECORDING_UNWRITABLE`; the file then ends with its last whole block. */
  add(sample: TrafficSample): void {
    for (const block of this.#encoder.add(sample)) this.#write(block);
    this.#written.samples += 1;
    sample.source.forEach((source, at) => {
      const receivers = this.#pairs.get(source) ?? new Set();
      this.#pairs.set(source, receivers);
      if (!receivers.has(sample.destination[at])) this.#written.pairs += 1;
      receivers.add(sample.destination[at]);
      this.#written.bytes += sample.bytes[at];
      this.#written.frames += sample.frames[at];
    });
  }

  flush(): void {
    const block = this.#encoder.takeBlock();
    if (block !== undefined) this.#write(block);
  }

  /** Writes what is left and lets go of the file. Once. */
  close(): void {
    try {
      if (this.#isBroken) return;
      this.flush();
      if (this.#isFile) fsyncSync(this.#descriptor);
    } catch (error) {
      throw error instanceof TrafficError ? error : unwritable(this.#name, error);
    } finally {
      closeSync(this.#descriptor);
    }
  }

  /** Reads the file that is there: where it can be gone on with. */
  #look(size: number): { wholeBytes: number; samples: number } {
    if (size === 0) return { wholeBytes: 0, samples: 0 };
    const reader = new RecordingReader();
    for (let at = 0; at < size && !reader.isOver;) {
      const chunk = new Uint8Array(Math.min(chunkBytes, size - at));
      const read = readSync(this.#descriptor, chunk, 0, chunk.length, at);
      if (read === 0) break;
      reader.push(chunk.subarray(0, read));
      at += read;
    }
    const { wholeBytes, samples, fault } = reader.end();
    if (fault === undefined || fault.reason === "truncated") return { wholeBytes, samples };
    if (fault.reason === "corrupt")
      throw new TrafficError(
        "VNET_ERR_RECORDING_DAMAGED",
        `cannot go on with \`${this.#name}\`: ${fault.message}; name another file (\`vnet record ${this.#name} -o FILE\` saves what stands before the damage)`,
      );
    throw new TrafficError(
      "VNET_ERR_RECORDING_FOREIGN",
      `cannot record to \`${this.#name}\`: it is there already and is ${fault.message}; name another file, or a recording to go on with`,
    );
  }

  #write(block: Uint8Array): void {
    if (this.#isBroken) return; // it has been said
    try {
      if (this.#isFile && fstatSync(this.#descriptor).size !== this.#size)
        throw new Error("another process has changed it meanwhile");
      for (let at = 0; at < block.length;) {
        const position = this.#isFile ? this.#size + at : null;
        at += writeSync(this.#descriptor, block, at, block.length - at, position);
      }
      this.#size += block.length;
    } catch (cause) {
      this.#isBroken = true;
      if (this.#isFile && isSystemError(cause)) ftruncateSync(this.#descriptor, this.#size);
      throw unwritable(this.#name, cause);
    }
  }
}

/** For reading and writing where it is a file, for writing alone where it is a device or a pipe. */
function opened(name: string): number {
  try {
    return openSync(name, "r+");
  } catch (error) {
    const code = isSystemError(error) ? error.code : undefined;
    if (code !== "ENOENT" && code !== "EINVAL" && code !== "ESPIPE") throw unwritable(name, error);
    try {
      return openSync(name, code === "ENOENT" ? "wx+" : "w");
    } catch (cause) {
      throw unwritable(name, cause);
    }
  }
}

function isSystemError(error: unknown): error is NodeJS.ErrnoException {
  return error instanceof Error && "errno" in error;
}

const remedies: Readonly<Record<string, string>> = {
  ENOSPC: "; free some space or name a file elsewhere",
  EDQUOT: "; free some space or name a file elsewhere",
  EFBIG: "; name another file",
  EACCES: "; name a file that you may write",
  EPERM: "; name a file that you may write",
  EROFS: "; name a file elsewhere",
  EISDIR: "; name a file in it",
  ENOENT: "; make its folder first",
};

function unwritable(name: string, cause: unknown): TrafficError {
  const remedy = isSystemError(cause) ? remedies[cause.code ?? ""] : undefined;
  const reason = systemReason(cause);
  return new TrafficError(
    "VNET_ERR_RECORDING_UNWRITABLE",
    `cannot write the recording \`${name}\`: ${reason}${remedy ?? "; name another file"}`,
    cause,
  );
}
