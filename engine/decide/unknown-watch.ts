// Which parts of rules stay unknown: told once, and only after what is merely not known yet had time to become known.
import { hasElapsed } from "./elapsed.ts";
import type { UnknownCondition } from "./rule-watch.ts";

export class UnknownWatch {
  readonly #patienceSeconds: number;
  readonly #told = new Set<string>();
  #since = new Map<string, number>();

  constructor(patienceSeconds: number) {
    this.#patienceSeconds = patienceSeconds;
  }

  /** What is unknown at `now` (seconds); answers those that have been so for long without a break and were not told yet. */
  note(now: number, unknown: readonly UnknownCondition[]): UnknownCondition[] {
    const since = new Map<string, number>();
    const due: UnknownCondition[] = [];
    for (const condition of unknown) {
      const key = `${condition.rule.name} ${condition.part}`; // of many members, the first speaks for all
      if (since.has(key)) continue;
      const began = this.#since.get(key) ?? now;
      since.set(key, began);
      if (this.#told.has(key) || !hasElapsed(began, this.#patienceSeconds, now)) continue;
      this.#told.add(key);
      due.push(condition);
    }
    this.#since = since;
    return due;
  }
}
