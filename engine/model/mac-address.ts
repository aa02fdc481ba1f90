// Ethernet addresses as numbers: 48 bits fit a double exactly, so pairs can be compared and kept in typed arrays.

/** A 48-bit Ethernet address, first octet most significant. */
export type MacAddress = number;

/** Reads `02:00:00:00:00:01`; undefined when the text is not six two-digit hexadecimal octets. */
export function parseMac(text: string): MacAddress | undefined {
  if (!/^[0-9a-f]{2}(:[0-9a-f]{2}){5}$/i.test(text)) return undefined;
  return Number.parseInt(text.replaceAll(":", ""), 16);
}

const octets = Array.from({ length: 256 }, (_, octet) => octet.toString(16).padStart(2, "0"));

/** Writes an address as lower-case octets with colons. */
export function formatMac(mac: MacAddress): string {
  const high = Math.floor(mac / 0x1_0000_0000);
  const low = mac >>> 0;
  return `${octets[high >>> 8]}:${octets[high & 255]}:${octets[low >>> 24]}:${octets[(low >>> 16) & 255]}:${octets[(low >>> 8) & 255]}:${octets[low & 255]}`;
}

/** Whether an address names a group (multicast or broadcast): the lowest bit of its first octet. IEEE 802.3, 3.2.3. */
export function isGroup(mac: MacAddress): boolean {
  return (Math.floor(mac / 0x100_0000_0000) & 1) === 1;
}
