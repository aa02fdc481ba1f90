// How far the traffic pattern has moved, whatever its total: the measure behind the threshold `detect`.
import { entriesOf, type SparseMatrix } from "../model/sparse-matrix.ts";

/**
 * The share of the total intensity (0..1) that lies on other pairs than before: half the sum of the differences of the
 * two matrices, each divided by its total. An application that only gets faster does not move; between traffic and none it is 1.
 */
export function patternShift(before: SparseMatrix, after: SparseMatrix): number {
  const beforeTotal = before.value.reduce((sum, value) => sum + value, 0);
  const afterTotal = after.value.reduce((sum, value) => sum + value, 0);
  if (beforeTotal === 0 || afterTotal === 0) return beforeTotal === afterTotal ? 0 : 1;
  const differences = new Map<number, number>();
  for (const { from, to, value } of entriesOf(after))
    differences.set(from * after.size + to, value / afterTotal);
  for (const { from, to, value } of entriesOf(before)) {
    const pair = from * after.size + to;
    differences.set(pair, (differences.get(pair) ?? 0) - value / beforeTotal);
  }
  let sum = 0;
  for (const difference of differences.values()) sum += Math.abs(difference);
  return sum / 2;
}
