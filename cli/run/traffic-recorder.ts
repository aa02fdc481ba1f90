// Writes what a run's VMs send to each other to a recording, one sample at each turn of the engine.
import type { Network, TrafficTotal } from "../../engine/index.ts";
import type { RecordingFile } from "../../traffic/index.ts";

/** How long what has been seen may wait before it is on disk, seconds. Own choice. */
const flushSeconds = 1;

export class TrafficRecorder {
  readonly #network: Network;
  readonly #file: RecordingFile;
  readonly #epoch: number; // seconds from 1970 to the start of the run's clock
  readonly #known = new Map<number, { bytes: number; frames: number }>();
  #at: number;
  #flushedAt: number;

  /** `now`: seconds since the run began, of whose clock `take` is told. */
  constructor(network: Network, file: RecordingFile, now: number) {
    this.#network = network;
    this.#file = file;
    this.#epoch = Date.now() / 1000 - now;
    this.#at = now;
    this.#flushedAt = now;
  }

  /** `totals`: all that was sent since the run began. A turn in which nothing was sent leaves no trace. Throws what the file throws. */
  take(now: number, totals: readonly TrafficTotal[]): void {
    const { vms } = this.#network;
    const grown = totals.flatMap(({ from, to, bytes, frames }) => {
      const key = from * vms.length + to;
      const known = this.#known.get(key) ?? { bytes: 0, frames: 0 };
      if (bytes === known.bytes && frames === known.frames) return [];
      this.#known.set(key, { bytes, frames });
      return [{ from, to, bytes: bytes - known.bytes, frames: frames - known.frames }];
    });
    if (grown.length > 0)
      this.#file.add({
        startSeconds: this.#epoch + this.#at,
        endSeconds: this.#epoch + now,
        source: grown.map(({ from }) => vms[from].mac),
        destination: grown.map(({ to }) => vms[to].mac),
        bytes: grown.map(({ bytes }) => bytes),
        frames: grown.map(({ frames }) => frames),
      });
    this.#at = now;
    if (now - this.#flushedAt < flushSeconds) return;
    this.#file.flush();
    this.#flushedAt = now;
  }
}
