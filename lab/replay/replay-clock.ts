// The replay's clock, passed in so that its timing runs on simulated time in tests.

export interface ReplayClock {
  /** Seconds from any fixed instant, never going back. */
  now(): number;
  /** Comes back after `seconds`, or as soon as the signal is aborted; 0 = after other work of the event loop has had its turn. Never throws. */
  sleep(seconds: number, signal: AbortSignal | undefined): Promise<void>;
}

const longestTimerSeconds = 86_400; // setTimeout takes less than 2^31 ms; the caller looks at the clock again

export const systemClock: ReplayClock = {
  now: () => performance.now() / 1000,
  sleep: (seconds, signal) =>
    new Promise((resolve) => {
      if (seconds <= 0 || signal?.aborted === true) {
        setImmediate(resolve);
        return;
      }
      const wake = (): void => {
        clearTimeout(timer);
        signal?.removeEventListener("abort", wake);
        resolve();
      };
      const timer = setTimeout(wake, Math.min(seconds, longestTimerSeconds) * 1000);
      signal?.addEventListener("abort", wake);
    }),
};
