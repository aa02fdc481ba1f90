// What a capture file holds: frames, and how the reading of it ended.

/** A registered link type (`LINKTYPE_…`, www.tcpdump.org/linktypes.html); 1 = Ethernet. */
export type LinkType = number;

export const ethernetLinkType: LinkType = 1;

/** One frame as it was recorded. */
export interface CapturedFrame {
  /** When, in seconds since 1970 (a double: good to about 0.3 µs for today's dates); NaN where the format keeps no time. */
  readonly atSeconds: number;
  /** Bytes that the frame had on the wire, as the file declares it; usually ≥ `bytes.length`, but no file can be trusted for it. */
  readonly wireLength: number;
  /** What was recorded, from the link header on. A view into the chunk that was read, never written to. */
  readonly bytes: Uint8Array;
  readonly linkType: LinkType;
}

/** Why a capture could not be read further; `message` is one sentence without a final full stop. */
export interface CaptureFault {
  /** `foreign`: not a capture file at all; `truncated`: ends within a record; `corrupt`: a record contradicts the format. */
  readonly reason: "foreign" | "truncated" | "corrupt";
  readonly message: string;
}

/** How the reading of a capture ended. Frames delivered before a fault are good. */
export interface CaptureEnd {
  readonly frames: number;
  readonly truncated: boolean;
  readonly fault?: CaptureFault;
}
