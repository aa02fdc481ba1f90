// A traffic matrix as a heat map in text: row sends to column, the darker the more. Returns lines; prints nothing.
import { styleText } from "node:util";
import { threeDigits } from "./quantity.ts";
import type { PairRate } from "./run-event.ts";

const shades = ["·", "░", "▒", "▓", "█"] as const;
const colours = ["gray", "cyan", "green", "yellow", "red"] as const;
const mostWithNumbers = 8;

/**
 * `names` in the order of rows and columns. Up to eight names each cell also has its number in the unit of the
 * heading; above that, shades alone. `colour`: with escape sequences.
 */
export function heatMap(names: readonly string[], pairs: readonly PairRate[], colour = false): string[] {
  const strongest = Math.max(0, ...pairs.map((pair) => pair.bitsPerSecond));
  const { divisor, unit } = unitFor(strongest);
  const withNumbers = names.length <= mostWithNumbers;
  const width = withNumbers ? Math.max(7, ...names.map((name) => name.length + 1)) : names.length > 9 ? 3 : 2;
  const label = Math.max(4, ...names.map((name) => name.length));
  const rates = new Map(pairs.map((pair) => [`${pair.from} ${pair.to}`, pair.bitsPerSecond]));
  const header = withNumbers
    ? names.map((name) => name.padStart(width)).join("")
    : names.map((_, index) => String((index + 1) % 100).padStart(width)).join("");
  const lines = [`${" ".repeat(label + 2)}${header}   ${unit}`];
  names.forEach((from, index) => {
    const cells = names.map((to) => {
      const rate = from === to ? undefined : (rates.get(`${from} ${to}`) ?? 0);
      return cell(rate, strongest, withNumbers ? divisor : undefined, width, colour);
    });
    const number = withNumbers ? "" : ` ${index + 1}`;
    lines.push(`  ${from.padStart(label)}${cells.join("")}${number}`);
  });
  return lines;
}

function cell(
  rate: number | undefined,
  strongest: number,
  divisor: number | undefined,
  width: number,
  colour: boolean,
): string {
  if (rate === undefined) return " ".repeat(width);
  const level = shadeOf(rate, strongest);
  const number = divisor === undefined || rate === 0 ? "" : threeDigits(rate / divisor);
  const text = `${number}${number === "" ? "" : " "}${shades[level]}`.padStart(width);
  return colour ? styleText(colours[level] ?? "gray", text, { validateStream: false }) : text;
}

/** 0 for nothing, then four equal steps up to the strongest. */
function shadeOf(rate: number, strongest: number): number {
  if (rate <= 0 || strongest <= 0) return 0;
  return Math.min(4, 1 + Math.floor((4 * rate) / strongest - 1e-9));
}

function unitFor(strongest: number): { divisor: number; unit: string } {
  if (strongest >= 1e9) return { divisor: 1e9, unit: "Gbit/s" };
  if (strongest >= 1e6) return { divisor: 1e6, unit: "Mbit/s" };
  if (strongest >= 1e3) return { divisor: 1e3, unit: "kbit/s" };
  return { divisor: 1, unit: "bit/s" };
}
