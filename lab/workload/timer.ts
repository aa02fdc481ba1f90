// The workload's clock, passed in so that its logic runs on simulated time in tests.

/** Calls back once after `seconds`, unless the returned function is called first. */
export type After = (seconds: number, callback: () => void) => () => void;

export const afterOnTheClock: After = (seconds, callback) => {
  const timer = setTimeout(callback, seconds * 1000);
  return () => clearTimeout(timer);
};
