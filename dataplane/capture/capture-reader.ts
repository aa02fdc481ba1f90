// Reads a capture of either format as its bytes come: push a chunk, get the frames that are complete.
import { ByteWindow } from "./byte-window.ts";
import { magicBytes, sniffCapture } from "./capture-format.ts";
import type { CaptureParser } from "./capture-parser.ts";
import type { CapturedFrame, CaptureEnd, CaptureFault, LinkType } from "./captured-frame.ts";
import { PcapParser } from "./pcap-parser.ts";
import { PcapngParser } from "./pcapng-parser.ts";

/** Never throws for bad bytes and holds at most one record beyond the chunk; after a fault it takes no more. */
export class CaptureReader {
  readonly #window = new ByteWindow();
  #parser: CaptureParser | undefined;
  #fault: CaptureFault | undefined;
  #frames = 0;

  /** Whether a fault has ended the reading; nothing that follows changes the answer. */
  get isOver(): boolean {
    return this.#fault !== undefined;
  }

  /** Link types that the file has declared so far. */
  get linkTypes(): ReadonlySet<LinkType> {
    return this.#parser?.linkTypes ?? new Set();
  }

  /** Takes the next bytes, which the caller must not change afterwards, and answers the frames that they complete, in file order. */
  push(chunk: Uint8Array): readonly CapturedFrame[] {
    const frames: CapturedFrame[] = [];
    if (this.#fault !== undefined) return frames;
    this.#window.append(chunk);
    if (this.#parser === undefined) {
      if (!this.#window.has(magicBytes)) return frames;
      this.#recognise();
    }
    this.#fault ??= this.#parser?.parse(this.#window, frames);
    this.#frames += frames.length;
    return frames;
  }

  /** The bytes are over: how it ended. */
  end(): CaptureEnd {
    if (this.#parser === undefined && this.#fault === undefined) {
      this.#window.has(this.#window.available);
      this.#recognise();
    }
    const frames = this.#frames;
    if (this.#fault === undefined && this.#parser !== undefined && !this.#parser.mayEnd(this.#window))
      this.#fault = {
        reason: "truncated",
        message: `the capture ends in the middle of ${this.#parser.place}; frames read before it: ${frames}`,
      };
    if (this.#fault === undefined) return { frames, truncated: false };
    return { frames, truncated: this.#fault.reason === "truncated", fault: this.#fault };
  }

  #recognise(): void {
    const format = sniffCapture(this.#window.bytes.subarray(this.#window.offset));
    if (format.kind === "foreign") this.#fault = { reason: "foreign", message: format.message };
    else this.#parser = format.kind === "pcap" ? new PcapParser(format) : new PcapngParser();
  }
}
