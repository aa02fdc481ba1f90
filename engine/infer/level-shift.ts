// A lasting rise or fall of one series whose level and noise are not known beforehand: two-sided CUSUM after Page (1954) with a running mean.

/** So many samples only teach what is usual. Own choice. */
const samplesToLearn = 8;

/** A rise adds up what exceeds the mean by more than the slack; the alarm comes at so many slacks, and not before so many deviations. Own choice. */
const slacksToAlarm = 4;
const deviationsToAlarm = 10;

/**
 * The slack is half of the least shift that matters, but at least one standard deviation of the series (Welford), so
 * that a noisy series takes longer instead of raising false alarms. Samples should be independent of one another.
 */
export class LevelShift {
  readonly #leastShift: number;
  #count = 0;
  #mean = 0;
  #squares = 0; // sum of squared deviations
  #risen = 0;
  #fallen = 0;

  constructor(leastShift: number) {
    this.#leastShift = leastShift;
  }

  /** The level until the last alarm or, without one, until now. */
  get mean(): number {
    return this.#mean;
  }

  /** Whether a value is outside of what is usual: by the least shift, and by three standard deviations. */
  isUnusual(value: number): boolean {
    return Math.abs(value - this.#mean) >= Math.max(this.#leastShift, 3 * this.#deviation);
  }

  /** Takes the next sample; true when the level has shifted. After that it must be begun anew. */
  add(value: number): boolean {
    if (this.#count >= samplesToLearn) {
      const slack = Math.max(this.#leastShift / 2, this.#deviation);
      const difference = value - this.#mean;
      this.#risen = Math.max(0, this.#risen + difference - slack);
      this.#fallen = Math.max(0, this.#fallen - difference - slack);
      const limit = Math.max((slacksToAlarm * this.#leastShift) / 2, deviationsToAlarm * this.#deviation);
      if (this.#risen > limit || this.#fallen > limit) return true;
    }
    this.#learn(value);
    return false;
  }

  get #deviation(): number {
    return this.#count < 2 ? 0 : Math.sqrt(this.#squares / (this.#count - 1));
  }

  #learn(value: number): void {
    this.#count++;
    const before = value - this.#mean;
    this.#mean += before / this.#count;
    this.#squares += before * (value - this.#mean);
  }
}
