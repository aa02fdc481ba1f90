// The block format (draft-ietf-opsawg-pcapng): sections of either byte order, their interfaces and packets; other blocks are skipped.
import type { ByteWindow } from "./byte-window.ts";
import { maximumCapturedBytes } from "./capture-format.ts";
import type { CaptureFault, LinkType } from "./captured-frame.ts";
import { adopts, corrupt, type CaptureParser } from "./capture-parser.ts";
import type { FrameBatch } from "./frame-batch.ts";
import { readPcapngInterface, type PcapngInterface } from "./pcapng-interface.ts";
import { enhancedPacket, obsoletePacket, readPcapngPacket, simplePacket } from "./pcapng-packet.ts";

const sectionHeader = 0x0a0d0d0a; // the same in both byte orders
const interfaceDescription = 1;
const readBlocks = new Set([
  sectionHeader,
  interfaceDescription,
  obsoletePacket,
  simplePacket,
  enhancedPacket,
]);

const framingBytes = 12; // u32 type · u32 total length · body · u32 total length again
const sectionBytes = 28; // framing · u32 byte-order magic · u16 major · u16 minor · i64 section length
const byteOrderMagic = 0x1a2b3c4d;
const majorVersion = 1;

const maximumReadBlockBytes = 2 * maximumCapturedBytes; // own limit: a packet and as much again for its options
const maximumInterfaces = 65_536; // own limit: what the obsolete block's interface field can name, bounds memory

/** Blocks that are not read are skipped without being held, so their declared length costs no memory. */
export class PcapngParser implements CaptureParser {
  readonly linkTypes: Set<LinkType> = new Set();
  #littleEndian = true;
  #interfaces: PcapngInterface[] = [];
  #blocks = 0; // finished or skipped
  #toSkip = 0; // bytes of a skipped block that have not come yet

  get place(): string {
    return `block ${this.#blocks + 1}`;
  }

  mayEnd(window: ByteWindow): boolean {
    return this.#blocks > 0 && this.#toSkip === 0 && window.available === 0;
  }

  parse(window: ByteWindow, batch: FrameBatch): CaptureFault | undefined {
    for (;;) {
      if (this.#toSkip > 0) {
        this.#toSkip -= window.skip(this.#toSkip);
        if (this.#toSkip > 0) return undefined;
        this.#blocks++;
      }
      if (!window.has(framingBytes)) return undefined;
      const { offset } = window;
      const type = window.view.getUint32(offset, this.#littleEndian);
      if (type === sectionHeader) {
        const orderFault = this.#readByteOrder(window.view.getUint32(offset + 8));
        if (orderFault !== undefined) return orderFault;
      }
      const length = window.view.getUint32(offset + 4, this.#littleEndian);
      if (length < framingBytes || length % 4 !== 0)
        return corrupt(
          `${this.place} declares ${length} bytes, expected a multiple of 4, at least ${framingBytes}`,
        );
      if (!readBlocks.has(type)) {
        this.#toSkip = length;
        continue;
      }
      if (length > maximumReadBlockBytes)
        return corrupt(`${this.place} declares ${length} bytes, expected at most ${maximumReadBlockBytes}`);
      if (!window.has(length)) return undefined;
      if (!adopts(batch, window)) return undefined;
      const fault = this.#readBlock(window, type, length, batch);
      if (fault !== undefined) return fault;
      window.offset += length;
      this.#blocks++;
    }
  }

  #readByteOrder(bigEndianMagic: number): CaptureFault | undefined {
    const isLittle = bigEndianMagic === 0x4d3c2b1a;
    if (!isLittle && bigEndianMagic !== byteOrderMagic)
      return corrupt(
        `${this.place} begins a section with byte order 0x${bigEndianMagic.toString(16)}, expected 0x1a2b3c4d`,
      );
    this.#littleEndian = isLittle;
    return undefined;
  }

  #readBlock(window: ByteWindow, type: number, length: number, batch: FrameBatch): CaptureFault | undefined {
    const { view, offset } = window;
    const littleEndian = this.#littleEndian;
    const start = offset + 8;
    const end = offset + length - 4;
    const again = view.getUint32(end, littleEndian);
    if (again !== length)
      return corrupt(`${this.place} declares ${length} bytes at its begin and ${again} at its end`);
    if (type === sectionHeader) return this.#readSection(view, start, length);
    if (type === interfaceDescription) return this.#readInterface(view, start, end);
    const objection = readPcapngPacket({ type, view, start, end, littleEndian }, this.#interfaces, batch);
    return objection === undefined ? undefined : corrupt(`${this.place} ${objection}`);
  }

  #readSection(view: DataView, start: number, length: number): CaptureFault | undefined {
    if (length < sectionBytes)
      return corrupt(
        `${this.place} is a section header of ${length} bytes, expected at least ${sectionBytes}`,
      );
    const major = view.getUint16(start + 4, this.#littleEndian);
    if (major !== majorVersion)
      return corrupt(`${this.place} begins a section of version ${major}, expected ${majorVersion}`);
    this.#interfaces = [];
    return undefined;
  }

  #readInterface(view: DataView, start: number, end: number): CaptureFault | undefined {
    const described = readPcapngInterface(view, start, end, this.#littleEndian);
    if (described === undefined) return corrupt(`${this.place} is too short for an interface description`);
    if (this.#interfaces.length === maximumInterfaces)
      return corrupt(`${this.place} describes one interface more than the limit of ${maximumInterfaces}`);
    this.#interfaces.push(described);
    this.linkTypes.add(described.linkType);
    return undefined;
  }
}
