// The capture reader on files made here: formats, byte orders, resolutions, and what it says of bad ones.
import { describe, expect, it } from "vitest";
import { CaptureReader } from "../../../dataplane/capture/capture-reader.ts";
import type { CapturedFrame, CaptureEnd } from "../../../dataplane/capture/captured-frame.ts";
import {
  block,
  framesAfter,
  enhancedPacket,
  interfaceDescription,
  joined,
  pack,
  pcapFile,
  sectionHeader,
} from "./capture-bytes.ts";

function read(file: Uint8Array): { frames: readonly CapturedFrame[]; end: CaptureEnd } {
  const reader = new CaptureReader();
  const frames = framesAfter(reader, file);
  return { frames, end: reader.end() };
}

const bytes = Uint8Array.of(1, 2, 3, 4, 5);
const record = { seconds: 1_700_000_000, fraction: 500_000, wireLength: 60, bytes };

describe("pcap", () => {
  it.each([
    ["little-endian microseconds", true, 0xa1b2c3d4, 0.5],
    ["big-endian microseconds", false, 0xa1b2c3d4, 0.5],
    ["little-endian nanoseconds", true, 0xa1b23c4d, 0.0005],
    ["big-endian nanoseconds", false, 0xa1b23c4d, 0.0005],
    ["Kuznetzov's variant", true, 0xa1b2cd34, 0.5],
  ])("is read in %s", (_, littleEndian, magic, fraction) => {
    const { frames, end } = read(pcapFile(littleEndian, [record, record], { magic }));
    expect(end).toEqual({ frames: 2, truncated: false });
    expect(frames[1]).toEqual({ atSeconds: 1_700_000_000 + fraction, wireLength: 60, bytes, linkType: 1 });
  });

  it("keeps the link type apart from what the header says of check sequences", () => {
    const { frames } = read(pcapFile(true, [record], { linkType: 0x4400_0001 }));
    expect(frames[0].linkType).toBe(1);
  });

  it("takes a fraction beyond a second as the end of that second", () => {
    const { frames } = read(pcapFile(true, [{ ...record, seconds: 7, fraction: 4_000_000 }]));
    expect(frames[0].atSeconds).toBe(7.999999);
  });

  it("refuses a length beyond the limit before it waits for the bytes", () => {
    const reader = new CaptureReader();
    const good = pcapFile(true, [record]);
    expect(framesAfter(reader, joined(good, pack(true, 1, 2, 0xffff_fff0, 60)))).toHaveLength(1);
    expect(reader.isOver).toBe(true);
    expect(reader.end()).toEqual({
      frames: 1,
      truncated: false,
      fault: {
        reason: "corrupt",
        message: "record 2 declares 4294967280 captured bytes, expected at most 262144",
      },
    });
  });

  it("keeps the frames before the place where the file was cut off", () => {
    const file = pcapFile(true, [record, record]);
    const { frames, end } = read(file.subarray(0, file.length - 2));
    expect(frames).toHaveLength(1);
    expect(end).toEqual({
      frames: 1,
      truncated: true,
      fault: {
        reason: "truncated",
        message: "the capture ends in the middle of record 2; frames read before it: 1",
      },
    });
  });

  it("says so when not even its header is whole", () => {
    expect(read(pcapFile(true, []).subarray(0, 20)).end.fault?.message).toBe(
      "the capture ends in the middle of the file header; frames read before it: 0",
    );
  });
});

describe("pcapng", () => {
  const start = (littleEndian: boolean): Uint8Array =>
    joined(sectionHeader(littleEndian), interfaceDescription(littleEndian));

  it.each([
    ["little-endian", true],
    ["big-endian", false],
  ])("is read %s, with packets of all three blocks", (_, littleEndian) => {
    const ticks = 1_700_000_000_250_000;
    const obsolete = pack(
      littleEndian,
      [0],
      [9],
      Math.floor(ticks / 2 ** 32),
      ticks >>> 0,
      4,
      60,
      bytes.subarray(0, 4),
    );
    const { frames, end } = read(
      joined(
        start(littleEndian),
        enhancedPacket(littleEndian, { ticks, wireLength: 60, bytes }),
        block(littleEndian, 3, pack(littleEndian, 5, bytes)),
        block(littleEndian, 2, obsolete),
      ),
    );
    expect(end).toEqual({ frames: 3, truncated: false });
    expect(frames).toEqual([
      { atSeconds: 1_700_000_000.25, wireLength: 60, bytes, linkType: 1 },
      { atSeconds: Number.NaN, wireLength: 5, bytes, linkType: 1 },
      { atSeconds: 1_700_000_000.25, wireLength: 60, bytes: bytes.subarray(0, 4), linkType: 1 },
    ]);
  });

  it("reads each interface's resolution and offset, decimal or binary", () => {
    const resolution = (value: number): Uint8Array => pack(true, [9], [1], Uint8Array.of(value, 0, 0, 0));
    const offset = pack(true, [14], [8], 0xffff_fff6, 0xffff_ffff); // -10 s
    const { frames } = read(
      joined(
        sectionHeader(true),
        interfaceDescription(true, { options: resolution(9) }),
        interfaceDescription(true, { options: joined(resolution(0x80 | 4), offset) }),
        interfaceDescription(true, { linkType: 113 }),
        enhancedPacket(true, { source: 0, ticks: 1_500_000_000 }),
        enhancedPacket(true, { source: 1, ticks: 16 * 30 }),
        enhancedPacket(true, { source: 2, ticks: 3_000_000 }),
      ),
    );
    expect(frames.map((frame) => [frame.atSeconds, frame.linkType])).toEqual([
      [1.5, 1],
      [20, 1],
      [3, 113],
    ]);
  });

  it("cuts a simple packet at the snap length and leaves its padding out", () => {
    const snapped = joined(
      sectionHeader(true),
      interfaceDescription(true, { snapLength: 3 }),
      block(true, 3, pack(true, 900, bytes.subarray(0, 4))),
    );
    expect(read(snapped).frames[0].bytes).toEqual(bytes.subarray(0, 3));
  });

  it("forgets the interfaces of a section when the next one begins, and takes over its byte order", () => {
    const { frames, end } = read(
      joined(
        start(true),
        enhancedPacket(true, { wireLength: 1 }),
        sectionHeader(false),
        interfaceDescription(false, { linkType: 101 }),
        enhancedPacket(false, { wireLength: 2 }),
        sectionHeader(true),
        enhancedPacket(true, {}),
      ),
    );
    expect(frames.map((frame) => [frame.linkType, frame.wireLength])).toEqual([
      [1, 1],
      [101, 2],
    ]);
    expect(end.fault?.message).toBe("block 8 belongs to interface 0, which the section does not describe");
  });

  it("skips blocks that it does not read without holding them", () => {
    const reader = new CaptureReader();
    const huge = 0x4000_0000;
    expect(framesAfter(reader, joined(start(true), pack(true, 0x0bad, huge)))).toEqual([]);
    const part = new Uint8Array(1 << 20);
    let left = huge - 8;
    for (; left > part.length; left -= part.length) expect(framesAfter(reader, part)).toEqual([]);
    expect(framesAfter(reader, part.subarray(0, left))).toEqual([]);
    expect(
      framesAfter(reader, enhancedPacket(true, { wireLength: 77 })).map((frame) => frame.wireLength),
    ).toEqual([77]);
    expect(reader.end()).toEqual({ frames: 1, truncated: false });
  });

  it.each([
    [
      "a length that is no multiple of four",
      pack(true, 6, 30, new Uint8Array(8)),
      "block 3 declares 30 bytes, expected a multiple of 4, at least 12",
    ],
    [
      "a length that does not cover its own framing",
      pack(true, 6, 8, new Uint8Array(8)),
      "block 3 declares 8 bytes, expected a multiple of 4, at least 12",
    ],
    [
      "a packet block beyond the limit",
      pack(true, 6, 0x7fff_fffc, new Uint8Array(8)),
      "block 3 declares 2147483644 bytes, expected at most 524288",
    ],
    [
      "two lengths that differ",
      pack(true, 6, 12, 16),
      "block 3 declares 12 bytes at its begin and 16 at its end",
    ],
    [
      "a packet block without room for its numbers",
      block(true, 6, new Uint8Array(16)),
      "block 3 is too short for a packet",
    ],
    [
      "more captured bytes than the block holds",
      block(true, 6, pack(true, 0, 0, 0, 9, 9, new Uint8Array(8))),
      "block 3 declares 9 captured bytes, expected at most 8",
    ],
    [
      "a section in no byte order",
      pack(true, 0x0a0d0d0a, 28, new Uint8Array(20)),
      "block 3 begins a section with byte order 0x0, expected 0x1a2b3c4d",
    ],
    [
      "a section of another version",
      block(true, 0x0a0d0d0a, pack(true, 0x1a2b3c4d, [2], [0], 0, 0)),
      "block 3 begins a section of version 2, expected 1",
    ],
    [
      "an interface without its link type",
      block(true, 1, new Uint8Array(4)),
      "block 3 is too short for an interface description",
    ],
  ])("reports %s", (_, bad, message) => {
    const { end } = read(joined(start(true), bad));
    expect(end.fault).toEqual({ reason: "corrupt", message });
  });

  it("reports a cut within a block that it would have skipped", () => {
    const { end } = read(joined(start(true), pack(true, 0x0bad, 400, new Uint8Array(80))));
    expect(end.fault?.message).toBe("the capture ends in the middle of block 3; frames read before it: 0");
  });
});

describe("what is no capture", () => {
  it.each([
    ["an empty file", [], "not a capture file: it is empty"],
    [
      "a text",
      [0x68, 0x65, 0x6c, 0x6c, 0x6f],
      "not a capture file: it begins with 68 65 6c 6c, expected pcap or pcapng",
    ],
    ["two bytes", [0xd4, 0xc3], "not a capture file: it begins with d4 c3, expected pcap or pcapng"],
    [
      "a compressed file",
      [0x1f, 0x8b, 8, 0],
      "not a capture file but a gzip-compressed one; decompress it first",
    ],
  ])("is named: %s", (_, content, message) => {
    expect(read(Uint8Array.from(content)).end).toEqual({
      frames: 0,
      truncated: false,
      fault: { reason: "foreign", message },
    });
  });
});
