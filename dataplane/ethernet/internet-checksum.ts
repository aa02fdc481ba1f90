// The checksum of IPv4, UDP and TCP: the complement of the one's-complement sum of 16-bit words. RFC 1071.

/** Adds the octets from `offset` to a running sum; an odd last octet is padded with zero. Any order of words will do. */
export function addToSum(sum: number, bytes: Uint8Array, offset: number, length: number): number {
  const end = offset + length;
  let total = sum;
  for (let at = offset; at + 1 < end; at += 2) total += (bytes[at] << 8) | bytes[at + 1];
  if (length % 2 === 1) total += bytes[end - 1] << 8;
  return total;
}

/** The checksum for a sum, 16 bits; 0 where the summed octets contain their own correct checksum. */
export function foldSum(sum: number): number {
  let folded = sum;
  while (folded > 0xffff) folded = (folded % 0x1_0000) + Math.floor(folded / 0x1_0000);
  return ~folded & 0xffff;
}
