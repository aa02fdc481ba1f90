// The end that a planner's run finds from outside: what it has published last is its plan.
import type { PlanNote } from "./planner.ts";

/** Thrown through a planner, or by one whose work is done elsewhere. Caught by `run-planner.ts` alone. */
export class RunEnded extends Error {
  readonly id: PlanNote["id"];

  /** `message` goes on after the planner's name: "was ended after 10 s". */
  constructor(id: PlanNote["id"], message: string) {
    super(message);
    this.id = id;
  }
}
