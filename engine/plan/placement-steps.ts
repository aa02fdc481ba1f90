// What a step of a placement planner's budget is.

/** Elementary operations (a table entry read, a product added up) in one step: 1 to 5 µs on a present machine. */
const operationsPerStep = 500;

/** At least 1. */
export function stepsFor(operations: number): number {
  return Math.max(1, Math.ceil(operations / operationsPerStep));
}
