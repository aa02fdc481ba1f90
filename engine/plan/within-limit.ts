// Whether an amount keeps a limit.
import type { Limit } from "../model/problem.ts";

/** Sums of rates and shares carry rounding noise; counts are far coarser than this. Own choice. */
const relativeNoise = 1e-9;

/** `amount` in the limit's unit, what is already spent included. */
export function isWithinLimit({ value, strict }: Pick<Limit, "value" | "strict">, amount: number): boolean {
  const noise = relativeNoise * Math.max(1, Math.abs(value));
  return strict ? amount < value - noise : amount <= value + noise;
}
