// Ethernet addresses as numbers: 48 bits fit a double exactly, so pairs can be compared and kept in typed arrays.

/** A 48-bit Ethernet address, first octet most significant. */
export type MacAddress = number;

/** ff:ff:ff:ff:ff:ff */
export const broadcastMac: MacAddress = 0xffff_ffff_ffff;

/** The six octets at `offset`; the caller has checked that they are there. */
export function readMac(bytes: Uint8Array, offset: number): MacAddress {
  const high = (bytes[offset] << 8) | bytes[offset + 1];
  const low =
    ((bytes[offset + 2] << 24) | (bytes[offset + 3] << 16) | (bytes[offset + 4] << 8) | bytes[offset + 5]) >>>
    0;
  return high * 0x1_0000_0000 + low;
}

export function writeMac(bytes: Uint8Array, offset: number, mac: MacAddress): void {
  const high = Math.floor(mac / 0x1_0000_0000);
  const low = mac >>> 0; // ToUint32 keeps the low 32 bits of any integer below 2^53
  bytes[offset] = high >>> 8;
  bytes[offset + 1] = high;
  bytes[offset + 2] = low >>> 24;
  bytes[offset + 3] = low >>> 16;
  bytes[offset + 4] = low >>> 8;
  bytes[offset + 5] = low;
}

/** Reads `02:00:00:00:00:01`; undefined when the text is not six two-digit hexadecimal octets. */
export function parseMac(text: string): MacAddress | undefined {
  if (!/^[0-9a-f]{2}(:[0-9a-f]{2}){5}$/i.test(text)) return undefined;
  return Number.parseInt(text.replaceAll(":", ""), 16);
}

/** Writes an address as lower-case octets with colons. */
export function formatMac(mac: MacAddress): string {
  return mac
    .toString(16)
    .padStart(12, "0")
    .replace(/..(?!$)/g, "$&:");
}

/** Whether an address names a group (multicast or broadcast): the lowest bit of its first octet. IEEE 802.3, 3.2.3. */
export function isGroup(mac: MacAddress): boolean {
  return (Math.floor(mac / 0x100_0000_0000) & 1) === 1;
}
