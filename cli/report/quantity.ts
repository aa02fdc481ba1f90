// Quantities as people read them: three significant digits and the unit that fits.

const rateUnits = ["bit/s", "kbit/s", "Mbit/s", "Gbit/s", "Tbit/s"];

/** A rate in bit/s, decimal prefixes. */
export function formatRate(bitsPerSecond: number): string {
  let value = bitsPerSecond;
  let unit = 0;
  while (Math.abs(value) >= 999.5 && unit < rateUnits.length - 1) {
    value /= 1000;
    unit += 1;
  }
  return `${threeDigits(value)} ${rateUnits[unit]}`;
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
