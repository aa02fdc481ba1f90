// `smooth: auto`: the window that fits what the data plane can follow and what the application does.
import { unmeasuredReconfigurationSeconds } from "../../lang/ir/infer-defaults.ts";
import { PeriodFinder } from "./period-finder.ts";

/** The settle time that the paper found best, and its longest smoothing interval; seconds. */
const leastSeconds = 1;
const mostSeconds = 60;

/** A change of the window by less than this is not worth one. Own choice. */
const leastGrowth = 1.1;
const leastShrink = 0.7;

/** How often the application's period is looked for, seconds. Own choice. */
const lookSeconds = 1;

/**
 * Twice the time of a reconfiguration (the paper's Nyquist argument), and two periods of a periodic application, so that
 * its computing phases are not taken for changes. It grows at once, and shrinks when less has been enough for as long as
 * the finder remembers.
 */
export class AutomaticWindow {
  readonly #finder: PeriodFinder;
  #reconfigurationSeconds: number;
  #seconds: number;
  #lookAt = -Infinity;
  #enoughSince: number | undefined; // since when a much shorter window would do

  /** `reconfigurationSeconds`: how long the data plane takes for a change; NaN = not measured. */
  constructor(updateSeconds: number, reconfigurationSeconds: number) {
    this.#finder = new PeriodFinder(updateSeconds);
    this.#reconfigurationSeconds = reconfigurationSeconds;
    this.#seconds = windowFor(reconfigurationSeconds, 0);
  }

  /** Seconds. */
  get seconds(): number {
    return this.#seconds;
  }

  /** How long the application may pause: as long as the longest period that can be found. */
  get pauseSeconds(): number {
    return this.#finder.memorySeconds / 2;
  }

  /** Nothing is sent from `now` until `until`: true when that is so long that nothing from before matters any more, and has been taken in; else it must be updated step by step. */
  passSilence(now: number, until: number): boolean {
    if (until - now < 2 * this.#finder.memorySeconds + 2 * lookSeconds) return false;
    this.#finder.passSilence(until);
    this.#seconds = windowFor(this.#reconfigurationSeconds, 0);
    this.#enoughSince = undefined;
    this.#lookAt = until;
    return true;
  }

  /** Takes how many bytes had been sent altogether until `now`, and how long the data plane takes for a change. */
  update(now: number, bytes: number, reconfigurationSeconds: number): number {
    this.#finder.add(now, bytes);
    this.#reconfigurationSeconds = reconfigurationSeconds;
    if (now < this.#lookAt) return this.#seconds;
    this.#lookAt = now + lookSeconds;
    this.#follow(now, windowFor(reconfigurationSeconds, this.#finder.period() ?? 0));
    return this.#seconds;
  }

  #follow(now: number, wanted: number): void {
    if (wanted > leastShrink * this.#seconds) {
      this.#enoughSince = undefined;
      if (wanted > leastGrowth * this.#seconds) this.#seconds = wanted;
      return;
    }
    this.#enoughSince ??= now;
    if (now - this.#enoughSince < this.#finder.memorySeconds) return;
    this.#enoughSince = undefined;
    this.#seconds = wanted;
  }
}

function windowFor(reconfigurationSeconds: number, periodSeconds: number): number {
  const followed = Number.isNaN(reconfigurationSeconds)
    ? unmeasuredReconfigurationSeconds
    : reconfigurationSeconds;
  return Math.min(mostSeconds, Math.max(leastSeconds, 2 * followed, 2 * periodSeconds));
}
