// Times a function: the median over several rounds, so that one slow round on a busy machine does not decide.

/** Calls per second of `work`, as the median over `rounds` rounds of `seconds` each, after one round to warm up. */
export function medianRate(
  work: () => void,
  { rounds = 5, seconds = 0.2 }: { rounds?: number; seconds?: number } = {},
): number {
  const rates: number[] = [];
  for (let round = 0; round <= rounds; round++) {
    const started = performance.now();
    let calls = 0;
    while (performance.now() - started < seconds * 1000) {
      for (let repeat = 0; repeat < 100; repeat++) work();
      calls += 100;
    }
    if (round > 0) rates.push(calls / ((performance.now() - started) / 1000));
  }
  return rates.sort((a, b) => a - b)[Math.floor(rates.length / 2)] ?? NaN;
}
