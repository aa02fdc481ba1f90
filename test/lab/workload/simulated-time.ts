// A clock for tests: time passes only when it is told to, and timers fire in order of time, then of setting.
import type { After } from "../../../lab/workload/timer.ts";

interface Timer {
  readonly at: number;
  readonly callback: () => void;
}

export class SimulatedTime {
  now = 0;
  #timers: Timer[] = [];

  readonly after: After = (seconds, callback) => {
    const timer = { at: this.now + seconds, callback };
    this.#timers.push(timer);
    return () => {
      this.#timers = this.#timers.filter((other) => other !== timer);
    };
  };

  /** Timers not yet fired. */
  get pending(): number {
    return this.#timers.length;
  }

  pass(seconds: number): void {
    const end = this.now + seconds;
    for (;;) {
      const due = this.#timers
        .filter((timer) => timer.at <= end)
        .reduce<Timer | undefined>(
          (first, timer) => (first && first.at <= timer.at ? first : timer),
          undefined,
        );
      if (due === undefined) break;
      this.#timers = this.#timers.filter((timer) => timer !== due);
      this.now = due.at;
      due.callback();
    }
    this.now = end;
  }
}
