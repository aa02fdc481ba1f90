// Reads a recording as its bytes come: push a chunk, get the samples of the blocks that are complete.
import { ByteWindow } from "../capture/byte-window.ts";
import { decodeBlockHeader, isIntact, type BlockHeader } from "./block-header.ts";
import { PayloadDecoder } from "./payload-decoder.ts";
import { blockHeaderBytes, blockKind, maximumPayloadBytes, recordingMagic } from "./recording-format.ts";
import type { MacAddress } from "../ethernet/mac-address.ts";
import type { TrafficSample } from "./traffic-sample.ts";

/** Why a recording could not be read further; `message` is one sentence without a final full stop. */
export interface RecordingFault {
  /** `foreign`: not a recording; `newer`: of a version that is not known; `truncated`: ends within a block; `corrupt`: a block contradicts the format. */
  readonly reason: "foreign" | "newer" | "truncated" | "corrupt";
  readonly message: string;
}

/** How the reading of a recording ended. Samples delivered before a fault are good. */
export interface RecordingEnd {
  readonly samples: number;
  /** Octets up to the end of the last whole block: where a writer can go on. */
  readonly wholeBytes: number;
  readonly fault?: RecordingFault;
}

const versionAt = recordingMagic.length - 1;

/** Whether a file that begins so may be a recording, of any version. */
export function isRecording(head: Uint8Array): boolean {
  return (
    head.length > versionAt && recordingMagic.every((octet, at) => at === versionAt || head[at] === octet)
  );
}

/** Never throws for bad bytes and holds at most one block beyond the chunk; after a fault it takes no more. */
export class RecordingReader {
  readonly #window = new ByteWindow();
  readonly #decoder = new PayloadDecoder();
  #wholeBytes = 0;
  #samples = 0;
  #blocks = 0;
  #header: BlockHeader | undefined;
  #fault: RecordingFault | undefined;

  /** What the recording calls its machines, as far as it has been read. */
  get names(): ReadonlyMap<MacAddress, string> {
    return this.#decoder.names;
  }

  /** Whether a fault has ended the reading; nothing that follows changes the answer. */
  get isOver(): boolean {
    return this.#fault !== undefined;
  }

  /** Takes the next bytes, which the caller must not change afterwards, and answers the samples that they complete, in file order. */
  push(chunk: Uint8Array): readonly TrafficSample[] {
    const samples: TrafficSample[] = [];
    if (this.#fault !== undefined) return samples;
    this.#window.append(chunk);
    if (this.#wholeBytes === 0 && !this.#begin()) return samples;
    for (let block = this.#next(); block !== undefined; block = this.#next()) {
      for (const sample of block) samples.push(sample);
    }
    this.#samples += samples.length;
    return samples;
  }

  /** The bytes are over: how it ended. */
  end(): RecordingEnd {
    const ended = { samples: this.#samples, wholeBytes: this.#wholeBytes };
    if (this.#fault !== undefined) return { ...ended, fault: this.#fault };
    if (this.#wholeBytes === 0) return { ...ended, fault: this.#tooShort() };
    if (this.#header === undefined && this.#window.available === 0) return ended;
    const message = `the recording ends in the middle of block ${this.#blocks + 1}; samples read before it: ${this.#samples}`;
    return { ...ended, fault: { reason: "truncated", message } };
  }

  #begin(): boolean {
    const { length } = recordingMagic;
    if (!this.#window.has(length)) return false;
    const head = this.#window.bytes.subarray(this.#window.offset, this.#window.offset + length);
    if (!isRecording(head)) this.#fault = foreign;
    else if (head[versionAt] !== recordingMagic[versionAt])
      this.#fault = {
        reason: "newer",
        message: `a recording of version ${head[versionAt]}, expected version ${recordingMagic[versionAt]}`,
      };
    else {
      this.#window.offset += length;
      this.#wholeBytes = length;
    }
    return this.#fault === undefined;
  }

  /** The samples of the next block; undefined where it is not complete, or where a fault has come up. */
  #next(): TrafficSample[] | undefined {
    if (this.#fault !== undefined) return undefined;
    this.#header ??= this.#nextHeader();
    if (this.#header === undefined || !this.#window.has(this.#header.payloadBytes)) return undefined;
    const { kind, payloadBytes } = this.#header;
    const { bytes, offset } = this.#window;
    const payload = bytes.subarray(offset, offset + payloadBytes);
    if (!isIntact(this.#header, payload)) return this.#corrupt("its check sum is wrong");
    const samples = this.#decode(kind, payload);
    if (samples === undefined) return this.#corrupt("its content contradicts the format");
    this.#window.offset += payloadBytes;
    this.#wholeBytes += blockHeaderBytes + payloadBytes;
    this.#blocks++;
    this.#header = undefined;
    return samples;
  }

  #nextHeader(): BlockHeader | undefined {
    if (!this.#window.has(blockHeaderBytes)) return undefined;
    const header = decodeBlockHeader(this.#window.bytes, this.#window.offset);
    if (header === undefined) return this.#corrupt("the check sum of its header is wrong");
    if (header.payloadBytes > maximumPayloadBytes)
      return this.#corrupt(`its ${header.payloadBytes} bytes are more than ${maximumPayloadBytes}`);
    this.#window.offset += blockHeaderBytes;
    return header;
  }

  #decode(kind: number, payload: Uint8Array): TrafficSample[] | undefined {
    if (kind !== blockKind.session && kind !== blockKind.samples) return [];
    if (kind === blockKind.session) this.#decoder.beginSession();
    return this.#decoder.decode(payload);
  }

  #corrupt(why: string): undefined {
    const message = `block ${this.#blocks + 1} of the recording, at byte ${this.#wholeBytes}, is damaged: ${why}; samples read before it: ${this.#samples}`;
    this.#fault = { reason: "corrupt", message };
    return undefined;
  }

  /** Shorter than the magic: torn while it was written, or something else. */
  #tooShort(): RecordingFault {
    const { available } = this.#window;
    this.#window.has(available);
    const head = this.#window.bytes.subarray(this.#window.offset);
    const isTorn = available > 0 && head.every((octet, at) => octet === recordingMagic[at]);
    return isTorn ? { reason: "truncated", message: "the recording ends within its first 8 bytes" } : foreign;
  }
}

const foreign: RecordingFault = { reason: "foreign", message: "not a recording of vnet" };
