// The header that every Ethernet frame starts with: destination, source, type.
import { readMac, writeMac, type MacAddress } from "./mac-address.ts";

/** Octets of `destination (6) · source (6) · type (2)`; IEEE 802.3, 3.1.1. */
export const frameHeaderBytes = 14;

/**
 * The longest frame that ports and links carry, in octets: the longest IPv6 packet (40 + 65,535), an Ethernet header
 * with two VLAN tags (22) and a virtio-net header (10), rounded up. Own choice.
 */
export const maximumFrameBytes = 65_608;

export interface FrameHeader {
  readonly destination: MacAddress;
  readonly source: MacAddress;
  readonly etherType: number;
}

export function readDestination(bytes: Uint8Array, frameOffset: number): MacAddress {
  return readMac(bytes, frameOffset);
}

export function readSource(bytes: Uint8Array, frameOffset: number): MacAddress {
  return readMac(bytes, frameOffset + 6);
}

export function readEtherType(bytes: Uint8Array, frameOffset: number): number {
  return (bytes[frameOffset + 12] << 8) | bytes[frameOffset + 13];
}

/** The header of the frame at `frameOffset`, or undefined when it does not fit in `length` octets. */
export function readFrameHeader(
  bytes: Uint8Array,
  frameOffset = 0,
  length = bytes.length - frameOffset,
): FrameHeader | undefined {
  if (length < frameHeaderBytes) return undefined;
  return {
    destination: readDestination(bytes, frameOffset),
    source: readSource(bytes, frameOffset),
    etherType: readEtherType(bytes, frameOffset),
  };
}

export function writeFrameHeader(bytes: Uint8Array, frameOffset: number, header: FrameHeader): void {
  writeMac(bytes, frameOffset, header.destination);
  writeMac(bytes, frameOffset + 6, header.source);
  bytes[frameOffset + 12] = header.etherType >>> 8;
  bytes[frameOffset + 13] = header.etherType;
}
