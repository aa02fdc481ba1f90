// A clock that tests turn by hand; timers fire at whole milliseconds, rounded up, as Node's do at best.
import type { Scheduler } from "../../../dataplane/shaping/scheduler.ts";

interface Timer {
  readonly at: number;
  readonly callback: () => void;
}

export class ManualScheduler implements Scheduler {
  #now = 0;
  #timers: Timer[] = [];

  now(): number {
    return this.#now;
  }

  after(seconds: number, callback: () => void): () => void {
    const timer = { at: Math.ceil((this.#now + seconds) * 1000 - 1e-9) / 1000, callback };
    this.#timers.push(timer);
    return () => (this.#timers = this.#timers.filter((each) => each !== timer));
  }

  /** Turns the clock to `time`, firing timers on the way, in order. */
  advanceTo(time: number): void {
    for (;;) {
      const [next] = this.#timers.filter(({ at }) => at <= time).toSorted((a, b) => a.at - b.at);
      if (next === undefined) break;
      this.#timers = this.#timers.filter((each) => each !== next);
      this.#now = Math.max(this.#now, next.at);
      next.callback();
    }
    this.#now = time;
  }
}
