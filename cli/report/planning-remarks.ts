// What the planning of a rehearsal came to beside plans: why rules changed nothing, and what planners warned of.
import type { EngineEvent } from "../../engine/index.ts";

/** Own choice: a rule that is declined at every turn says the same again and again. */
const mostRemarks = 10;

/** `at`: simulated seconds at which it was first said. */
export interface PlanningRemark {
  readonly at: number;
  readonly rule: string;
  readonly message: string;
}

export class PlanningRemarks {
  readonly #remarks = new Map<string, PlanningRemark>();

  note(event: EngineEvent): void {
    if (event.kind === "declined") this.#add(event.at, event.rule.name, event.reason);
    if (event.kind !== "declined" && event.kind !== "planned") return;
    for (const { severity, message } of event.notes)
      if (severity === "warning") this.#add(event.at, event.rule.name, message);
  }

  /** In the order in which they were first said. */
  list(): readonly PlanningRemark[] {
    return [...this.#remarks.values()];
  }

  #add(at: number, rule: string, message: string): void {
    const key = JSON.stringify([rule, message]);
    if (this.#remarks.size < mostRemarks && !this.#remarks.has(key))
      this.#remarks.set(key, { at, rule, message });
  }
}
