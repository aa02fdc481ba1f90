// Ethernet frames that carry one UDP datagram over IPv4, without options, fragments or VLAN tags.
import { frameHeaderBytes, readEtherType, readFrameHeader, writeFrameHeader } from "./frame-header.ts";
import { addToSum, foldSum } from "./internet-checksum.ts";
import type { MacAddress } from "./mac-address.ts";

const ipv4EtherType = 0x0800;
const ipHeaderBytes = 20; // RFC 791, 3.1, without options
const udpHeaderBytes = 8; // RFC 768
const udpProtocol = 17;
const timeToLive = 64; // RFC 1700
const ipOffset = frameHeaderBytes;
const udpOffset = ipOffset + ipHeaderBytes;

/** Where the datagram's payload starts in a frame. */
export const udpPayloadOffset = udpOffset + udpHeaderBytes;

/** `ip` addresses are unsigned 32-bit numbers, first octet most significant. */
export interface UdpEnd {
  readonly mac: MacAddress;
  readonly ip: number;
  readonly port: number;
}

export interface UdpFrame {
  readonly source: UdpEnd;
  readonly destination: UdpEnd;
  /** Where the payload lies in the bytes that were read, and its octets. */
  readonly payloadOffset: number;
  readonly payloadLength: number;
}

export type UdpFrameFault = "too-short" | "not-udp" | "bad-length" | "bad-checksum";

export type ReadUdpFrame =
  { readonly ok: true; readonly frame: UdpFrame } | { readonly ok: false; readonly reason: UdpFrameFault };

/** A frame with this payload, at most 65,507 octets (what IPv4 leaves), and correct lengths and checksums. */
export function buildUdpFrame(source: UdpEnd, destination: UdpEnd, payload: Uint8Array): Uint8Array {
  const bytes = new Uint8Array(udpPayloadOffset + payload.length);
  const view = new DataView(bytes.buffer);
  writeFrameHeader(bytes, 0, { source: source.mac, destination: destination.mac, etherType: ipv4EtherType });
  view.setUint8(ipOffset, 0x45); // version 4, five words of header
  view.setUint16(ipOffset + 2, bytes.length - ipOffset);
  view.setUint16(ipOffset + 6, 0x4000); // do not fragment
  view.setUint8(ipOffset + 8, timeToLive);
  view.setUint8(ipOffset + 9, udpProtocol);
  view.setUint32(ipOffset + 12, source.ip);
  view.setUint32(ipOffset + 16, destination.ip);
  view.setUint16(ipOffset + 10, foldSum(addToSum(0, bytes, ipOffset, ipHeaderBytes)));
  view.setUint16(udpOffset, source.port);
  view.setUint16(udpOffset + 2, destination.port);
  view.setUint16(udpOffset + 4, udpHeaderBytes + payload.length);
  bytes.set(payload, udpPayloadOffset);
  const checksum = foldSum(udpSum(bytes, 0, udpHeaderBytes + payload.length));
  view.setUint16(udpOffset + 6, checksum === 0 ? 0xffff : checksum); // 0 would mean that there is none
  return bytes;
}

/** Reads the frame that takes up `length` octets from `offset`; trailing padding is left out of the payload. */
export function readUdpFrame(bytes: Uint8Array, offset = 0, length = bytes.length - offset): ReadUdpFrame {
  const header = readFrameHeader(bytes, offset, length);
  if (header === undefined || length < udpPayloadOffset) return { ok: false, reason: "too-short" };
  const view = new DataView(bytes.buffer, bytes.byteOffset + offset, length);
  const isFragment = (view.getUint16(ipOffset + 6) & 0x3fff) !== 0;
  if (
    readEtherType(bytes, offset) !== ipv4EtherType ||
    view.getUint8(ipOffset) !== 0x45 ||
    view.getUint8(ipOffset + 9) !== udpProtocol ||
    isFragment
  )
    return { ok: false, reason: "not-udp" };
  const ipLength = view.getUint16(ipOffset + 2);
  const udpLength = view.getUint16(udpOffset + 4);
  if (ipLength > length - ipOffset || udpLength < udpHeaderBytes || udpLength + ipHeaderBytes !== ipLength)
    return { ok: false, reason: "bad-length" };
  const hasUdpChecksum = view.getUint16(udpOffset + 6) !== 0;
  if (
    foldSum(addToSum(0, bytes, offset + ipOffset, ipHeaderBytes)) !== 0 ||
    (hasUdpChecksum && foldSum(udpSum(bytes, offset, udpLength)) !== 0)
  )
    return { ok: false, reason: "bad-checksum" };
  const end = (mac: MacAddress, ipAt: number, portAt: number): UdpEnd => ({
    mac,
    ip: view.getUint32(ipAt),
    port: view.getUint16(portAt),
  });
  return {
    ok: true,
    frame: {
      source: end(header.source, ipOffset + 12, udpOffset),
      destination: end(header.destination, ipOffset + 16, udpOffset + 2),
      payloadOffset: offset + udpPayloadOffset,
      payloadLength: udpLength - udpHeaderBytes,
    },
  };
}

/** Pseudo-header (both addresses, protocol, length), header and payload. RFC 768. */
function udpSum(bytes: Uint8Array, frameOffset: number, udpLength: number): number {
  const addresses = addToSum(udpProtocol + udpLength, bytes, frameOffset + ipOffset + 12, 8);
  return addToSum(addresses, bytes, frameOffset + udpOffset, udpLength);
}
