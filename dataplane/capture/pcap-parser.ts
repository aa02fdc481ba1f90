// The classic capture format (draft-ietf-opsawg-pcap): one file header, then records; both byte orders, µs, ns, Kuznetzov's variant.
import type { ByteWindow } from "./byte-window.ts";
import type { CaptureFault, LinkType } from "./captured-frame.ts";
import { maximumCapturedBytes, type CaptureFormat } from "./capture-format.ts";
import { adopts, corrupt, type CaptureParser } from "./capture-parser.ts";
import type { FrameBatch } from "./frame-batch.ts";

const fileHeaderBytes = 24; // u32 magic · u16 major · u16 minor · 8 unused · u32 snap length · u32 link type
const linkTypeAt = 20;
const linkTypeMask = 0xffff; // above it: whether frames carry their check sequence

/**
 * Records are `u32 seconds · u32 fraction · u32 captured length · u32 wire length · [8 more in Kuznetzov's variant] · bytes`.
 * A fraction of a second or more is taken as just below one second, as libpcap's readers show it.
 */
export class PcapParser implements CaptureParser {
  readonly linkTypes: Set<LinkType> = new Set();
  readonly #littleEndian: boolean;
  readonly #ticksPerSecond: number;
  readonly #recordHeaderBytes: number;
  #linkType: LinkType = -1; // -1 = the file header has not come yet
  #records = 0;

  constructor(format: Extract<CaptureFormat, { kind: "pcap" }>) {
    this.#littleEndian = format.littleEndian;
    this.#ticksPerSecond = format.ticksPerSecond;
    this.#recordHeaderBytes = format.recordHeaderBytes;
  }

  get place(): string {
    return this.#linkType < 0 ? "the file header" : `record ${this.#records + 1}`;
  }

  mayEnd(window: ByteWindow): boolean {
    return this.#linkType >= 0 && window.available === 0;
  }

  parse(window: ByteWindow, batch: FrameBatch): CaptureFault | undefined {
    const littleEndian = this.#littleEndian;
    const ticksPerSecond = this.#ticksPerSecond;
    const recordHeaderBytes = this.#recordHeaderBytes;
    if (this.#linkType < 0 && !this.#parseFileHeader(window)) return undefined;
    const linkType = this.#linkType;
    while (window.has(recordHeaderBytes)) {
      const capturedLength = window.view.getUint32(window.offset + 8, littleEndian);
      if (capturedLength > maximumCapturedBytes)
        return corrupt(
          `${this.place} declares ${capturedLength} captured bytes, expected at most ${maximumCapturedBytes}`,
        );
      if (!window.has(recordHeaderBytes + capturedLength)) return undefined;
      if (!adopts(batch, window)) return undefined;
      const { view, offset } = window;
      const fraction = Math.min(view.getUint32(offset + 4, littleEndian), ticksPerSecond - 1);
      const atSeconds = view.getUint32(offset, littleEndian) + fraction / ticksPerSecond;
      const start = offset + recordHeaderBytes;
      batch.append(atSeconds, view.getUint32(offset + 12, littleEndian), start, capturedLength, linkType);
      window.offset = start + capturedLength;
      this.#records++;
    }
    return undefined;
  }

  #parseFileHeader(window: ByteWindow): boolean {
    if (!window.has(fileHeaderBytes)) return false;
    this.#linkType = window.view.getUint32(window.offset + linkTypeAt, this.#littleEndian) & linkTypeMask;
    this.linkTypes.add(this.#linkType);
    window.offset += fileHeaderBytes;
    return true;
  }
}
