// The MAC address of a machine that is known by its name alone: made from the name, so that it is the same each time, in policies and in traffic tables.

const prime = 0x01000193;

/** FNV-1a, 32 bits. */
function hash(text: string, seed: number): number {
  let value = seed;
  for (let i = 0; i < text.length; i++) value = Math.imul(value ^ text.charCodeAt(i), prime) >>> 0;
  return value;
}

/** Locally administered and unicast (IEEE 802: bit 1 of the first octet set, bit 0 clear); not one of `taken`. */
export function makeUpMac(name: string, taken: ReadonlySet<string>): string {
  for (let attempt = 0; ; attempt++) {
    const text = attempt === 0 ? name : `${name}#${attempt}`;
    const digits = [hash(text, 0x811c9dc5), hash(text, 0x050c5d1f)]
      .map((part) => part.toString(16).padStart(8, "0"))
      .join("");
    const first = ((Number.parseInt(digits.slice(0, 2), 16) & 0xfc) | 0x02).toString(16).padStart(2, "0");
    const mac = [first, ...(digits.slice(2, 12).match(/../g) ?? [])].join(":");
    if (!taken.has(mac)) return mac;
  }
}
