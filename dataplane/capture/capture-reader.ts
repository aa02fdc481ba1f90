// Reads a capture of either format as its bytes come: push a chunk, then take the frames that it completes.
import { ByteWindow } from "./byte-window.ts";
import { magicBytes, sniffCapture } from "./capture-format.ts";
import type { CaptureParser } from "./capture-parser.ts";
import type { CaptureEnd, CaptureFault, LinkType } from "./captured-frame.ts";
import { FrameBatch } from "./frame-batch.ts";
import { PcapParser } from "./pcap-parser.ts";
import { PcapngParser } from "./pcapng-parser.ts";

/** Never throws for bad bytes and holds at most one record beyond the chunk; after a fault it takes no more. */
export class CaptureReader {
  readonly #window = new ByteWindow();
  readonly #batch = new FrameBatch();
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

  /** Takes the next bytes, which the caller must not change afterwards. */
  push(chunk: Uint8Array): void {
    if (this.#fault === undefined) this.#window.append(chunk);
  }

  /** The next frames that are complete, in file order, never an empty batch; undefined until more is pushed. Void at the next call. */
  next(): FrameBatch | undefined {
    if (this.#fault !== undefined) return undefined;
    if (this.#parser === undefined) {
      if (!this.#window.has(magicBytes)) return undefined;
      this.#recognise();
    }
    this.#batch.length = 0;
    this.#fault ??= this.#parser?.parse(this.#window, this.#batch);
    this.#frames += this.#batch.length;
    return this.#batch.length === 0 ? undefined : this.#batch;
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
