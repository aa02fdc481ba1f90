// The marker: sent down the old path of a flow behind its last frame there, so that the destination can keep the flow's order.
import {
  frameHeaderBytes,
  readDestination,
  readEtherType,
  readSource,
  writeFrameHeader,
} from "../ethernet/frame-header.ts";
import type { MacAddress } from "../ethernet/mac-address.ts";

/** Ethernet header of the flow, then `u16 new epoch`, big-endian. */
const markerBytes = frameHeaderBytes + 2;

/** EtherType of markers: local experimental 1, IEEE 802, 9.2.4. */
const markerEtherType = 0x88b5;

/** From here on the flow's frames carry `epoch`. */
export interface Marker {
  readonly source: MacAddress;
  readonly destination: MacAddress;
  readonly epoch: number;
}

export function encodeMarker({ source, destination, epoch }: Marker): Uint8Array {
  const bytes = new Uint8Array(markerBytes);
  writeFrameHeader(bytes, 0, { source, destination, etherType: markerEtherType });
  bytes[frameHeaderBytes] = epoch >>> 8;
  bytes[frameHeaderBytes + 1] = epoch;
  return bytes;
}

/** Undefined when these octets are not a marker. */
export function decodeMarker(bytes: Uint8Array, offset = 0, length = bytes.length): Marker | undefined {
  if (length !== markerBytes || readEtherType(bytes, offset) !== markerEtherType) return undefined;
  return {
    source: readSource(bytes, offset),
    destination: readDestination(bytes, offset),
    epoch: (bytes[offset + frameHeaderBytes] << 8) | bytes[offset + frameHeaderBytes + 1],
  };
}
