// Whether a span of time has passed, on clocks whose seconds are sums of decimal fractions.

const clockToleranceSeconds = 1e-9;

/** True from `seconds` after `since` on. */
export function hasElapsed(since: number, seconds: number, now: number): boolean {
  return now - since >= seconds - clockToleranceSeconds;
}
