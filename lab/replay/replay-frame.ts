// What of a captured frame can enter a port: its bytes at the length that they had on the wire.
import { ethernetLinkType, type CapturedFrame } from "../../dataplane/capture/captured-frame.ts";
import { frameHeaderBytes, maximumFrameBytes } from "../../dataplane/ethernet/frame-header.ts";

export type UnplayableReason = "not-ethernet" | "too-short" | "too-long";

/**
 * A frame at its wire length: snapped ones are padded with zeros, so that they weigh on the network what they weighed, and what was recorded beyond
 * the wire length is left out. Refused: no Ethernet header, or longer than ports carry.
 */
export function restoreFrame({ bytes, wireLength, linkType }: CapturedFrame): Uint8Array | UnplayableReason {
  if (linkType !== ethernetLinkType) return "not-ethernet";
  if (Math.min(bytes.length, wireLength) < frameHeaderBytes) return "too-short";
  if (wireLength > maximumFrameBytes) return "too-long";
  if (bytes.length >= wireLength) return bytes.subarray(0, wireLength);
  const padded = new Uint8Array(wireLength);
  padded.set(bytes);
  return padded;
}
