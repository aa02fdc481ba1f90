// Whether a time has passed, on clocks whose sums of decimal fractions of a second are not exact.

/** Such sums miss a threshold by less than this, seconds. */
const clockToleranceSeconds = 1e-9;

export function hasLasted(seconds: number, least: number): boolean {
  return seconds >= least - clockToleranceSeconds;
}
