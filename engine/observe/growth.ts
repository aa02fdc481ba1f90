// How a cumulative counter grows by what a report tells of it.

/** By how much a counter grows when it is raised to `value`; 0 when that is not higher, or no finite number. */
export function growth(known: number, value: number): number {
  return value > known && value < Infinity ? value - known : 0;
}
