// A traffic matrix as a heat map in text: row sends to column, the darker the more. Returns lines; prints nothing.
import { styleText } from "node:util";
import { threeDigits } from "./quantity.ts";

/** What one name sends another (names hold no line breaks); at most one cell for each directed pair. */
export interface HeatCell {
  readonly from: string;
  readonly to: string;
  readonly value: number;
}

export interface HeatMapOptions {
  /** Of the values: a rate, or an amount. */
  readonly unit: "bit/s" | "B";
  /** With escape sequences; default false. */
  readonly colour?: boolean;
}

const shades = ["·", "░", "▒", "▓", "█"] as const;
const colours = ["gray", "cyan", "green", "yellow", "red"] as const;
const mostWithNumbers = 8;

/**
 * `names` in the order of rows and columns. Up to eight names each cell also has its number in the unit of the
 * heading; above that, shades alone.
 */
export function heatMap(
  names: readonly string[],
  cells: readonly HeatCell[],
  { unit: base, colour = false }: HeatMapOptions,
): string[] {
  const strongest = cells.reduce((most, { value }) => Math.max(most, value), 0);
  const { divisor, unit } = unitFor(strongest, base);
  const withNumbers = names.length <= mostWithNumbers;
  const values = new Map(cells.map(({ from, to, value }) => [`${from}\n${to}`, value]));
  const rows = names.map((from) =>
    names.map((to) =>
      from === to
        ? blank
        : cellOf(values.get(`${from}\n${to}`) ?? 0, strongest, withNumbers ? divisor : undefined),
    ),
  );
  const widest = rows.flat().reduce((most, { text }) => Math.max(most, text.length), 0);
  const width = withNumbers
    ? Math.max(7, widest + 1, ...names.map((name) => name.length + 1))
    : names.length > 9
      ? 3
      : 2;
  const label = names.reduce((most, name) => Math.max(most, name.length), 4);
  const header = names
    .map((name, index) => (withNumbers ? name : String((index + 1) % 100)).padStart(width))
    .join("");
  const paint = ({ text, level }: Cell): string => {
    const padded = text.padStart(width);
    const isShown = colour && text !== "";
    return isShown ? styleText(colours[level] ?? "gray", padded, { validateStream: false }) : padded;
  };
  return [
    `${" ".repeat(label + 2)}${header}   ${unit}`,
    ...rows.map((row, index) => {
      const number = withNumbers ? "" : ` ${index + 1}`;
      return `  ${(names[index] ?? "").padStart(label)}${row.map(paint).join("")}${number}`;
    }),
  ];
}

interface Cell {
  readonly text: string;
  readonly level: number;
}

const blank: Cell = { text: "", level: 0 };

/** `divisor`: to the unit of the number; without it the shade stands alone. */
function cellOf(value: number, strongest: number, divisor: number | undefined): Cell {
  const level = shadeOf(value, strongest);
  const number = divisor === undefined || value === 0 ? "" : `${threeDigits(value / divisor)} `;
  return { text: `${number}${shades[level]}`, level };
}

/** 0 for nothing, then four equal steps up to the strongest. */
export function shadeOf(value: number, strongest: number): number {
  if (value <= 0 || strongest <= 0) return 0;
  return Math.min(4, 1 + Math.floor((4 * value) / strongest - 1e-9));
}

function unitFor(strongest: number, base: string): { divisor: number; unit: string } {
  if (strongest >= 1e9) return { divisor: 1e9, unit: `G${base}` };
  if (strongest >= 1e6) return { divisor: 1e6, unit: `M${base}` };
  if (strongest >= 1e3) return { divisor: 1e3, unit: `k${base}` };
  return { divisor: 1, unit: base };
}
