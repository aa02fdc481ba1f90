// The budget of one planning run, in steps: a seed then decides the answer, not the clock.

/** Thrown through a planner that goes on long after it was told to stop. Caught by `run-planner.ts` alone. */
export class BudgetOverrun extends Error {}

/** How many refusals a planner may ignore: enough to unwind nested loops that ask at every turn. Own choice. */
const patience = 10_000;

/** Shared by a planner and those that it calls. */
export class StepBudget {
  readonly #steps: number;
  #spent = 0;
  #refusals = 0;

  constructor(steps: number) {
    this.#steps = steps;
  }

  get spent(): number {
    return this.#spent;
  }

  /** Takes `units`; false = nothing is left, and nothing was taken. Throws `BudgetOverrun` at a planner that does not stop. */
  take(units: number): boolean {
    if (this.#spent + units <= this.#steps) {
      this.#spent += units;
      return true;
    }
    this.#refusals += 1;
    if (this.#refusals > patience) throw new BudgetOverrun();
    return false;
  }
}
