// Which capture format a file is in, told from its first four bytes, and the limits that hold for all of them.

/**
 * What the first four bytes say. pcap: byte order, resolution and the size of a record's header (24 in Kuznetzov's
 * variant, which adds interface, protocol and packet type). Source: draft-ietf-opsawg-pcap, draft-ietf-opsawg-pcapng.
 */
export type CaptureFormat =
  | {
      readonly kind: "pcap";
      readonly littleEndian: boolean;
      readonly ticksPerSecond: number;
      readonly recordHeaderBytes: 16 | 24;
    }
  | { readonly kind: "pcapng" }
  | { readonly kind: "foreign"; readonly message: string };

export const magicBytes = 4; // specification: both formats begin with a 32-bit magic number

/** Longest record that is taken for real: libpcap's `MAXIMUM_SNAPLEN`, four times the largest frame that offloading makes. */
export const maximumCapturedBytes = 262_144;

const pcapMagic = [
  { magic: 0xa1b2c3d4, ticksPerSecond: 1e6, recordHeaderBytes: 16 },
  { magic: 0xa1b23c4d, ticksPerSecond: 1e9, recordHeaderBytes: 16 },
  { magic: 0xa1b2cd34, ticksPerSecond: 1e6, recordHeaderBytes: 24 },
] as const;

/** Recognises a format. `head` holds the first bytes of the file, at least `magicBytes` of them unless the file is shorter. */
export function sniffCapture(head: Uint8Array): CaptureFormat {
  if (head.length === 0) return { kind: "foreign", message: "not a capture file: it is empty" };
  if (head[0] === 0x1f && head[1] === 0x8b)
    return { kind: "foreign", message: "not a capture file but a gzip-compressed one; decompress it first" };
  if (head.length >= magicBytes) {
    const view = new DataView(head.buffer, head.byteOffset, magicBytes);
    if (view.getUint32(0) === 0x0a0d0d0a) return { kind: "pcapng" };
    for (const littleEndian of [true, false]) {
      const magic = view.getUint32(0, littleEndian);
      const known = pcapMagic.find((row) => row.magic === magic);
      if (known !== undefined)
        return {
          kind: "pcap",
          littleEndian,
          ticksPerSecond: known.ticksPerSecond,
          recordHeaderBytes: known.recordHeaderBytes,
        };
    }
  }
  const seen = [...head.subarray(0, magicBytes)].map((byte) => byte.toString(16).padStart(2, "0")).join(" ");
  return { kind: "foreign", message: `not a capture file: it begins with ${seen}, expected pcap or pcapng` };
}
