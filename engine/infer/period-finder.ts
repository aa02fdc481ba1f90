// The period of an application that computes and communicates in turn, from the autocorrelation of its total rate.

/** The rate is kept for so many intervals; a period is found when it fits in twice. Own choice: periods up to 30 s at 20 Hz. */
const rememberedIntervals = 1200;

/** A rate that varies by less (standard deviation over mean) is constant. Own choice. */
const leastVariation = 0.1;

/** The correlation falls below the one between two periods, and rises above the other at the period. Own choices. */
const mostBetween = 0.25;
const leastAtPeriod = 0.4;

export class PeriodFinder {
  readonly #intervalSeconds: number;
  readonly #rates = new Float64Array(rememberedIntervals);
  #count = 0; // intervals since the start
  #at = NaN; // end of the last interval
  #bytes = 0; // until then
  #lastAt = NaN;
  #lastBytes = 0;

  constructor(intervalSeconds: number) {
    this.#intervalSeconds = intervalSeconds;
  }

  /** The longest time that is remembered, seconds. */
  get memorySeconds(): number {
    return rememberedIntervals * this.#intervalSeconds;
  }

  /** Takes how many bytes had been sent altogether until `now`; between two calls they are taken to come in evenly. */
  add(now: number, bytes: number): void {
    if (Number.isNaN(this.#at)) {
      this.#at = this.#lastAt = now;
      this.#bytes = this.#lastBytes = bytes;
    }
    while (now - this.#at >= this.#intervalSeconds) {
      const end = this.#at + this.#intervalSeconds;
      const passed = (end - this.#lastAt) / (now - this.#lastAt);
      const until = this.#lastBytes + passed * (bytes - this.#lastBytes);
      this.#rates[this.#count++ % rememberedIntervals] = until - this.#bytes;
      this.#at = end;
      this.#bytes = until;
    }
    this.#lastAt = now;
    this.#lastBytes = bytes;
  }

  /** Nothing is sent until `now`, for longer than is remembered: the rates until then are all zero. */
  passSilence(now: number): void {
    this.#rates.fill(0);
    this.#count = Math.max(this.#count, rememberedIntervals);
    this.#at = this.#lastAt = now;
    this.#bytes = this.#lastBytes;
  }

  /** Seconds; undefined when no period shows that has been seen twice. Cost: the square of what is remembered. */
  period(): number | undefined {
    const known = Math.min(this.#count, rememberedIntervals);
    const rates = Float64Array.from(
      { length: known },
      (_, index) => this.#rates[(this.#count - known + index) % rememberedIntervals],
    );
    const isSending = (rate: number): boolean => rate !== 0;
    if (rates.findLastIndex(isSending) - rates.findIndex(isSending) < 2) return undefined; // came once, or never
    const mean = rates.reduce((sum, rate) => sum + rate, 0) / known;
    const deviations = rates.map((rate) => rate - mean);
    const variance = correlation(deviations, 0);
    if (!(variance > (leastVariation * mean) ** 2)) return undefined;
    const lag = firstPeak(known >> 1, (at) => correlation(deviations, at) / variance);
    return lag === undefined ? undefined : lag * this.#intervalSeconds;
  }
}

function correlation(deviations: Float64Array, lag: number): number {
  const { length } = deviations;
  let sum = 0;
  for (let at = lag; at < length; at++) sum += deviations[at] * deviations[at - lag];
  return sum / (length - lag);
}

/** The first lag, after the correlation has fallen, where it is high and highest around. */
function firstPeak(longest: number, correlationAt: (lag: number) => number): number | undefined {
  let hasFallen = false;
  let best: { readonly lag: number; readonly value: number } | undefined;
  for (let lag = 1; lag <= longest; lag++) {
    const value = correlationAt(lag);
    if (value < mostBetween) {
      if (best !== undefined) return best.lag;
      hasFallen = true;
    } else if (hasFallen && value >= leastAtPeriod && value > (best?.value ?? 0)) best = { lag, value };
  }
  return undefined; // a rise that is not over yet could go on
}
