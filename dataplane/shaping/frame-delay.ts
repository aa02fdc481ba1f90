// A first-in, first-out line of frames, each with the time at which it is handed on; wakes when the next one is due.
import type { Scheduler } from "./scheduler.ts";

/** Timers count milliseconds: what is due within half of one is handed on too, so that the error has no bias. */
const earlySeconds = 0.0005;

interface DelayedFrame {
  readonly batch: Uint8Array;
  readonly from: number; // of the frame's link header
  readonly to: number;
  readonly leaves: number; // seconds; counts as queued until then
  readonly due: number; // seconds, never before the frame in front
}

export interface FrameDelayOptions {
  readonly scheduler: Scheduler;
  /** Takes frames that are due; those of one batch that are due together come as one. */
  handOn(batch: Uint8Array): void;
}

export class FrameDelay {
  readonly #options: FrameDelayOptions;
  #frames: DelayedFrame[] = [];
  #first = 0; // of those not handed on
  #firstQueued = 0; // of those that have not left
  #queuedBytes = 0;
  #lastDue = -Infinity;
  #cancelWake: (() => void) | undefined;
  #afterLast: (() => void) | undefined;

  constructor(options: FrameDelayOptions) {
    this.#options = options;
  }

  get isEmpty(): boolean {
    return this.#first === this.#frames.length;
  }

  /** Octets, headers included, of frames that have not left by `now`. */
  queuedBytes(now: number): number {
    while (this.#firstQueued < this.#frames.length && this.#frames[this.#firstQueued].leaves <= now) {
      const { from, to } = this.#frames[this.#firstQueued++];
      this.#queuedBytes -= to - from;
    }
    return this.#queuedBytes;
  }

  add(batch: Uint8Array, from: number, to: number, leaves: number, due: number): void {
    this.#lastDue = Math.max(this.#lastDue, due);
    this.#frames.push({ batch, from, to, leaves, due: this.#lastDue });
    this.#queuedBytes += to - from;
  }

  /** Hands on what is due and sets the alarm for the next. */
  run(): void {
    const now = this.#options.scheduler.now();
    while (!this.isEmpty && this.#frames[this.#first].due <= now + earlySeconds) this.#handOnRun(now);
    this.queuedBytes(now);
    this.#forget();
    if (this.isEmpty) this.#finish();
    else this.#wakeAt(this.#frames[this.#first].due - now);
  }

  /** Calls back once, when everything has been handed on. */
  afterLast(callback: () => void): void {
    this.#afterLast = callback;
    if (this.isEmpty) this.#finish();
  }

  /** Drops what waits. */
  drop(): void {
    this.#cancelWake?.();
    this.#cancelWake = undefined;
    this.#frames = [];
    this.#first = 0;
    this.#firstQueued = 0;
    this.#queuedBytes = 0;
    this.#finish();
  }

  /** Hands on the frames in front that lie side by side in one batch and are due. */
  #handOnRun(now: number): void {
    const { batch, from } = this.#frames[this.#first];
    let { to } = this.#frames[this.#first++];
    for (;;) {
      const next = this.#frames[this.#first];
      if (next?.batch !== batch || next.from !== to || next.due > now + earlySeconds) break;
      to = next.to;
      this.#first += 1;
    }
    this.#options.handOn(from === 0 && to === batch.length ? batch : batch.subarray(from, to));
  }

  /** Lets go of frames handed on, now and then, so that a line that never empties does not grow. */
  #forget(): void {
    const gone = Math.min(this.#first, this.#firstQueued);
    if (gone < this.#frames.length && gone < 1024) return;
    this.#frames.splice(0, gone);
    this.#first -= gone;
    this.#firstQueued -= gone;
  }

  #wakeAt(seconds: number): void {
    if (this.#cancelWake !== undefined) return;
    this.#cancelWake = this.#options.scheduler.after(Math.max(seconds, 0.001), () => {
      this.#cancelWake = undefined;
      this.run();
    });
  }

  #finish(): void {
    const callback = this.#afterLast;
    this.#afterLast = undefined;
    callback?.();
  }
}
