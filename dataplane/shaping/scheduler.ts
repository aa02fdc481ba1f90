// Time as the shaping sees it, so that tests can turn the clock by hand.

export interface Scheduler {
  /** Seconds, ascending; any origin. */
  now(): number;
  /** Calls back once, about `seconds` from now, never from within this call; the answer cancels it. */
  after(seconds: number, callback: () => void): () => void;
}

/** The machine's monotonic clock and Node's timers, which count whole milliseconds. */
export const systemScheduler: Scheduler = {
  now: () => performance.now() / 1000,
  after(seconds, callback) {
    const timer = setTimeout(callback, Math.round(seconds * 1000));
    return () => clearTimeout(timer);
  },
};
