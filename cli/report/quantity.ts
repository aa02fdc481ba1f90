// Quantities as people read them: three significant digits and the unit that fits.

const prefixes = ["", "k", "M", "G", "T"];

/** `1 frame`, `2 frames`; `plural`: of words that take no plain s. */
export function counted(count: number, noun: string, plural = `${noun}s`): string {
  return `${count} ${count === 1 ? noun : plural}`;
}

/** A rate in bit/s, decimal prefixes. */
export function formatRate(bitsPerSecond: number): string {
  return prefixed(bitsPerSecond, "bit/s");
}

/** An amount in octets, decimal prefixes. */
export function formatBytes(bytes: number): string {
  return prefixed(bytes, "B");
}

function prefixed(amount: number, unit: string): string {
  let value = amount;
  let prefix = 0;
  while (Math.abs(value) >= 999.5 && prefix < prefixes.length - 1) {
    value /= 1000;
    prefix += 1;
  }
  return `${threeDigits(value)} ${prefixes[prefix]}${unit}`;
}

/** A duration in seconds, as ms below one second. */
export function formatSeconds(seconds: number): string {
  return Math.abs(seconds) < 0.9995 ? `${threeDigits(seconds * 1000)} ms` : `${threeDigits(seconds)} s`;
}

/** A ratio 0..1 as a share. */
export function formatShare(ratio: number): string {
  return `${threeDigits(ratio * 100)} %`;
}

/** Three significant digits without an exponent and without trailing zeros behind the point. */
export function threeDigits(value: number): string {
  if (!Number.isFinite(value)) return String(value);
  const rounded = Number(value.toPrecision(3));
  return Math.abs(rounded) >= 100 ? String(Math.round(rounded)) : String(rounded);
}
