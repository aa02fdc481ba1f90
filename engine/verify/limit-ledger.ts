// Keeps what adaptations have spent, so that `per` budgets (migrations, downtime) can be held against their windows.
import type { LimitIr } from "../../lang/ir/policy-ir.ts";
import type { Limit } from "../model/problem.ts";

/** One finished adaptation's use of the budgets; times in seconds. */
interface Spending {
  readonly at: number;
  readonly migrations: number;
  readonly downtimeSeconds: number;
}

export class LimitLedger {
  readonly #limits: readonly LimitIr[];
  readonly #longestWindow: number;
  #spendings: Spending[] = [];

  constructor(limits: readonly LimitIr[]) {
    this.#limits = limits;
    this.#longestWindow = Math.max(0, ...limits.map((limit) => limit.perSeconds ?? 0));
  }

  record(spending: Spending): void {
    this.#spendings.push(spending);
  }

  /** The policy's limits with what is spent of each in the window that ends now. */
  limitsAt(now: number): Limit[] {
    this.#spendings = this.#spendings.filter(({ at }) => now - at < this.#longestWindow);
    return this.#limits.map(({ id, value, strict, perSeconds, origin }) => ({
      id,
      value,
      strict,
      origin,
      ...(perSeconds === undefined ? {} : { perSeconds }),
      spent: perSeconds === undefined ? 0 : this.#spentOf(id, now - perSeconds),
    }));
  }

  #spentOf(id: LimitIr["id"], since: number): number {
    const recent = this.#spendings.filter(({ at }) => at > since);
    if (id === "migrations") return recent.reduce((sum, { migrations }) => sum + migrations, 0);
    if (id === "downtime") return recent.reduce((sum, { downtimeSeconds }) => sum + downtimeSeconds, 0);
    return 0;
  }
}
