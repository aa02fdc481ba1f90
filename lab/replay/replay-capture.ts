// Plays a capture into a network: each frame enters at the port of the VM that owns its source address, at its time.
import type { CapturedFrame } from "../../dataplane/capture/captured-frame.ts";
import { readSource } from "../../dataplane/ethernet/frame-header.ts";
import { FrameSlabWriter } from "../../dataplane/ethernet/frame-slab.ts";
import type { MacAddress } from "../../dataplane/ethernet/mac-address.ts";
import type { Port } from "../../dataplane/port/port.ts";
import { systemClock, type ReplayClock } from "./replay-clock.ts";
import { restoreFrame, type UnplayableReason } from "./replay-frame.ts";
import { ReplaySchedule } from "./replay-schedule.ts";

export interface ReplayOptions {
  /** Batches of frames in the order in which they are to be played. */
  readonly frames: AsyncIterable<Iterable<CapturedFrame>>;
  /** The VM with this address, as index into `ends`; undefined = nobody's. */
  ownerOf(mac: MacAddress): number | undefined;
  /** The VMs' ends of their cards. */
  readonly ends: readonly Port[];
  /** Recorded seconds per second; "max" = as fast as the event loop keeps up. */
  readonly speed: number | "max";
  /** Longer pauses, in seconds of the replay, are shortened to this; default 60. */
  readonly longestPauseSeconds?: number;
  readonly signal?: AbortSignal;
  readonly clock?: ReplayClock;
}

export interface ReplayReport {
  readonly played: number; // frames
  readonly playedBytes: number; // on the wire
  /** Frames whose source address no VM owns, by address. */
  readonly skipped: ReadonlyMap<MacAddress, number>;
  readonly unplayable: Readonly<Record<UnplayableReason, number>>;
  readonly shortenedPauses: number;
  readonly seconds: number;
  readonly wasCancelled: boolean;
}

const batchSeconds = 0.001; // frames due within it are sent together: timers are no finer
const turnBytes = 64 * 1024; // implementation choice: after so much, others have their turn; a port's queue holds many times more

/**
 * Never reorders: frames enter in file order, and consecutive ones of a VM that are due within a millisecond share a slab. Aborting the signal
 * ends it at once, with the report so far. Errors of the source are passed on.
 */
export async function replayCapture(options: ReplayOptions): Promise<ReplayReport> {
  const { ends, signal, clock = systemClock, longestPauseSeconds = 60 } = options;
  const schedule = new ReplaySchedule({ speed: options.speed, longestPauseSeconds });
  const slab = new FrameSlabWriter();
  const skipped = new Map<MacAddress, number>();
  const unplayable = { "not-ethernet": 0, "too-short": 0, "too-long": 0 };
  const startedAt = clock.now();
  let played = 0;
  let playedBytes = 0;
  let vm = -1; // whose frames the slab holds
  let sentInTurn = 0; // bytes
  let horizon = batchSeconds; // frames due by then need not wait

  const flush = (): void => {
    if (slab.frames > 0) ends[vm].sendBatch(slab.view());
    sentInTurn += slab.byteLength;
    slab.clear();
  };
  const waitUntil = async (due: number): Promise<void> => {
    flush();
    sentInTurn = 0;
    do {
      await clock.sleep(Math.max(0, due - (clock.now() - startedAt)), signal);
      horizon = clock.now() - startedAt + batchSeconds;
    } while (due > horizon && signal?.aborted !== true);
  };

  for await (const batch of untilAborted(options.frames, signal)) {
    for (const captured of batch) {
      const due = schedule.next(captured.atSeconds);
      const frame = restoreFrame(captured);
      if (typeof frame === "string") {
        unplayable[frame]++;
        continue;
      }
      const source = readSource(frame, 0);
      const owner = options.ownerOf(source);
      if (owner === undefined) {
        skipped.set(source, (skipped.get(source) ?? 0) + 1);
        continue;
      }
      if (due > horizon || sentInTurn + slab.byteLength >= turnBytes) await waitUntil(due);
      if (signal?.aborted === true) break;
      if (owner !== vm) flush();
      vm = owner;
      slab.append(frame);
      played++;
      playedBytes += frame.length;
    }
    flush();
  }

  const { shortenedPauses } = schedule;
  const wasCancelled = signal?.aborted === true;
  const seconds = clock.now() - startedAt;
  return { played, playedBytes, skipped, unplayable, shortenedPauses, seconds, wasCancelled };
}

/** The same batches, ending at once when the signal is aborted, also while the source is silent. */
async function* untilAborted<T>(
  source: AsyncIterable<T>,
  signal: AbortSignal | undefined,
): AsyncGenerator<T> {
  const iterator = source[Symbol.asyncIterator]();
  let abort = (): void => {};
  const aborted = new Promise<undefined>((resolve) => {
    abort = () => resolve(undefined);
  });
  signal?.addEventListener("abort", abort);
  try {
    while (signal?.aborted !== true) {
      const next = await Promise.race([iterator.next(), aborted]);
      if (next === undefined || next.done === true) return;
      yield next.value;
    }
  } finally {
    signal?.removeEventListener("abort", abort);
    iterator.return?.().catch(() => {}); // a silent source would keep us waiting
  }
}
