// Comparisons of one quantity with one number, read from compiled conditions.
import type { Logic } from "../ir/logic.ts";

export interface Threshold {
  /** What is compared, as JSON: equal for equal expressions. */
  readonly quantity: string;
  readonly side: "above" | "below";
  /** In base units. */
  readonly bound: number;
}

const sideOf = { ">": "above", ">=": "above", "<": "below", "<=": "below" } as const;
const otherSide = { above: "below", below: "above" } as const;

/** The thresholds among the parts that `joint` joins; other parts are left out. */
export function thresholdsOf(condition: Logic, joint: "and" | "or"): readonly Threshold[] {
  if (typeof condition !== "object") return [];
  const [operator, operands] = Object.entries(condition)[0] ?? [];
  if (!Array.isArray(operands)) return [];
  if (operator === joint) return operands.flatMap((part: Logic) => thresholdsOf(part, joint));
  if (operator === undefined || !Object.hasOwn(sideOf, operator)) return [];
  const side = sideOf[operator as keyof typeof sideOf];
  const [left, right] = operands as readonly Logic[];
  if (typeof right === "number" && typeof left !== "number")
    return [{ quantity: JSON.stringify(left), side, bound: right }];
  if (typeof left === "number" && typeof right !== "number")
    return [{ quantity: JSON.stringify(right), side: otherSide[side], bound: left }];
  return [];
}
