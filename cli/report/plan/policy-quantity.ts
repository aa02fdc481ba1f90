// Quantities as a policy writes them: exact, in the largest unit that needs no fraction, so that they compile to the same number.

type Units = readonly (readonly [unit: string, size: number])[];

const rates: Units = [
  ["Tbps", 1e12],
  ["Gbps", 1e9],
  ["Mbps", 1e6],
  ["kbps", 1e3],
  ["bps", 1],
];

const sizes: Units = [
  ["TiB", 2 ** 40],
  ["TB", 1e12],
  ["GiB", 2 ** 30],
  ["GB", 1e9],
  ["MiB", 2 ** 20],
  ["MB", 1e6],
  ["KiB", 2 ** 10],
  ["kB", 1e3],
  ["B", 1],
];

export function writtenRate(bitsPerSecond: number): string {
  return written(bitsPerSecond, rates);
}

export function writtenSize(bytes: number): string {
  return written(bytes, sizes);
}

export function writtenDuration(seconds: number): string {
  const nanoseconds = Math.round(seconds * 1e9);
  const units: Units = [
    ["s", 1e9],
    ["ms", 1e6],
    ["us", 1e3],
    ["ns", 1],
  ];
  return written(nanoseconds, units);
}

/** Digits without an exponent, which the language does not know. */
export function writtenNumber(value: number): string {
  return value.toFixed(12).replace(/\.?0+$/, "");
}

function written(amount: number, units: Units): string {
  const [unit, size] = units.find(([, one]) => Number.isInteger(amount / one)) ?? units.at(-1) ?? ["", 1];
  return `${writtenNumber(amount / size)} ${unit}`;
}
