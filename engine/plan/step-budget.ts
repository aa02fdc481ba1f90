// The budget of one planning run, in steps: a seed then decides the answer, not the clock.
import { RunEnded } from "./run-ended.ts";

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

  get left(): number {
    return this.#steps - this.#spent;
  }

  /** Takes `units` ≥ 0; false = so much is not left, and nothing was taken. Throws `RunEnded` at a planner that does not stop. */
  take(units: number): boolean {
    if (!(units >= 0)) throw new RangeError(`a planner spends 0 steps or more, not ${units}`);
    if (this.#spent + units <= this.#steps) {
      this.#spent += units;
      return true;
    }
    this.#refusals += 1;
    if (this.#refusals > patience) throw new RunEnded("plan/budget", `went on past its ${this.#spent} steps`);
    return false;
  }
}
