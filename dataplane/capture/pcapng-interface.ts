// An interface of a pcapng section: what its Interface Description Block says about link type, snap length and time stamps.
import type { LinkType } from "./captured-frame.ts";

export interface PcapngInterface {
  readonly linkType: LinkType;
  readonly snapLength: number; // bytes; 0 = no limit
  readonly ticksPerSecond: number;
  readonly offsetSeconds: number; // added to every time stamp
}

const fixedBytes = 8; // u16 link type · u16 reserved · u32 snap length, then options
const resolutionOption = 9; // u8: decimal exponent, or with the top bit set binary; left out = microseconds
const offsetOption = 14; // i64 seconds

/**
 * Reads the body of an Interface Description Block, `start` ≤ … < `end` in the view; undefined where it is shorter than its fixed
 * part. Options that run past the end are left out: what precedes them counts. Source: draft-ietf-opsawg-pcapng, section 4.2.
 */
export function readPcapngInterface(
  view: DataView,
  start: number,
  end: number,
  littleEndian: boolean,
): PcapngInterface | undefined {
  if (end - start < fixedBytes) return undefined;
  let ticksPerSecond = 1e6;
  let offsetSeconds = 0;
  for (let at = start + fixedBytes; at + 4 <= end;) {
    const code = view.getUint16(at, littleEndian);
    const length = view.getUint16(at + 2, littleEndian);
    const value = at + 4;
    if (code === 0 || value + length > end) break;
    if (code === resolutionOption && length >= 1) {
      const exponent = view.getUint8(value);
      ticksPerSecond = exponent < 0x80 ? 10 ** exponent : 2 ** (exponent & 0x7f);
    } else if (code === offsetOption && length >= 8) {
      offsetSeconds = Number(view.getBigInt64(value, littleEndian));
    }
    at = value + Math.ceil(length / 4) * 4;
  }
  return {
    linkType: view.getUint16(start, littleEndian),
    snapLength: view.getUint32(start + 4, littleEndian),
    ticksPerSecond,
    offsetSeconds,
  };
}
