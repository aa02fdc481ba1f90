// Operations on known values: strict about types, and unknown (undefined) where there is no finite answer.
import type { Value } from "./fact-source.ts";

type Result = Value | undefined;

/** Finite numbers; there is one zero (`+ 0`), since json-logic-js loses the sign of the other. */
export function asNumber(value: Result): number | undefined {
  return typeof value === "number" && Number.isFinite(value) ? value + 0 : undefined;
}

export function asBoolean(value: Result): boolean | undefined {
  return typeof value === "boolean" ? value : undefined;
}

export function asScalar(value: Result): number | string | boolean | undefined {
  return typeof value === "object" ? undefined : value;
}

export function asList(value: Result): readonly Value[] | undefined {
  return typeof value === "object" ? value : undefined;
}

/** The numbers of a list; undefined when one member is not a finite number. */
export function asNumbers(value: Result): number[] | undefined {
  const list = asList(value);
  const numbers = list?.filter((member): member is number => asNumber(member) !== undefined);
  return numbers?.length === list?.length ? numbers : undefined;
}

/** Sum, extremes and mean of a list of numbers: 0 and unknown for the empty list. */
export const aggregates = {
  sum: (numbers) => asNumber(sumOf(numbers)),
  maximum: (numbers) => asNumber(numbers.reduce((most, value) => Math.max(most, value), -Infinity)),
  minimum: (numbers) => asNumber(numbers.reduce((least, value) => Math.min(least, value), Infinity)),
  average: (numbers) => asNumber(sumOf(numbers) / numbers.length),
} as const satisfies Record<string, (numbers: readonly number[]) => number | undefined>;

function sumOf(numbers: readonly number[]): number {
  return numbers.reduce((sum, value) => sum + value, 0);
}

/** Whether two lists hold the same scalars, in any order and number. */
export function isSameSet(a: readonly Value[], b: readonly Value[]): boolean | undefined {
  if ([...a, ...b].some((member) => asScalar(member) === undefined)) return undefined;
  const inA = new Set(a);
  const inB = new Set(b);
  return inA.size === inB.size && [...inA].every((member) => inB.has(member));
}
