// The time of a recording, made sane: it begins at zero and never goes back, whatever the time stamps say.

/** A jump back by more than this is a new beginning (captures that were put together), less is disorder. Own choice, seconds. */
const longestDisorderSeconds = 60;

/** A time stamp further from 1970 (in the year 5138) is none. Own choice, seconds. */
const farthestSeconds = 1e11;

export class RecordingClock {
  /** The first time stamp, as recorded; NaN before there was one. */
  startedAt = NaN;
  /** Seconds since the start. */
  now = 0;
  #offset = NaN; // what is taken off a time stamp

  /**
   * The time of an entry that was recorded at `atSeconds`, in seconds since the first one. Entries that were recorded out of order, or without a
   * time, have the latest before them; after a jump back, time goes on from there.
   */
  read(atSeconds: number): number {
    if (!(Math.abs(atSeconds) <= farthestSeconds)) return this.now;
    const elapsed = atSeconds - this.#offset;
    if (elapsed > this.now) this.now = elapsed;
    else if (this.now - elapsed > longestDisorderSeconds) this.#offset = atSeconds - this.now;
    else if (Number.isNaN(this.startedAt)) this.startedAt = this.#offset = atSeconds;
    return this.now;
  }
}
