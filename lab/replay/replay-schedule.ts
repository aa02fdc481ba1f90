// When each frame of a recording is due: its times divided by the speed, made sane. Pure.

export interface ReplayScheduleOptions {
  /** Recorded seconds per second; "max" = everything is due at once. */
  readonly speed: number | "max";
  /** A longer pause, in seconds of the replay, is shortened to this: captures may be years apart, or lie about their times. */
  readonly longestPauseSeconds: number;
}

export class ReplaySchedule {
  /** Pauses that were shortened. */
  shortenedPauses = 0;
  readonly #options: ReplayScheduleOptions;
  #latest = Number.NaN; // recorded seconds
  #due = 0;

  constructor(options: ReplayScheduleOptions) {
    this.#options = options;
  }

  /**
   * When the next frame is due, in seconds after the start; never less than for the one before. Frames that were recorded out of order are
   * due with the latest before them; after a jump back by more than the longest pause, time goes on from there.
   */
  next(atSeconds: number): number {
    const { speed, longestPauseSeconds } = this.#options;
    if (speed === "max" || Number.isNaN(atSeconds)) return this.#due;
    const pause = Number.isNaN(this.#latest) ? 0 : (atSeconds - this.#latest) / speed;
    if (pause > longestPauseSeconds) this.shortenedPauses++;
    if (pause >= 0 || pause < -longestPauseSeconds) this.#latest = atSeconds;
    this.#due += Math.min(Math.max(pause, 0), longestPauseSeconds);
    return this.#due;
  }
}
