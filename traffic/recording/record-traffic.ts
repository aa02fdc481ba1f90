// Copies traffic from a source to a recording, as it comes.
import type { TrafficEnd, TrafficSource } from "../traffic-source.ts";
import type { RecordingFile } from "./recording-file.ts";
import { SampleBins } from "./sample-bins.ts";

/** How long what has been seen may wait before it is on disk, milliseconds. Own choice. */
const flushMs = 1000;

export interface RecordOptions {
  readonly source: TrafficSource;
  readonly file: RecordingFile;
  /** Length of the samples, seconds. */
  readonly everySeconds: number;
  /** Ends the recording; all that has come by then is on disk. */
  readonly signal: AbortSignal;
}

/** How the source ended; undefined where the signal ended it. Rejects with what the source or the file throws; neither is closed. */
export async function recordTraffic({
  source,
  file,
  everySeconds,
  signal,
}: RecordOptions): Promise<TrafficEnd | undefined> {
  const bins = new SampleBins(everySeconds, (sample) => file.add(sample));
  const failure = new AbortController();
  const flush = setInterval(() => {
    try {
      file.flush();
    } catch (error) {
      failure.abort(error);
      source.close();
    }
  }, flushMs);
  const stop = (): void => source.close();
  signal.addEventListener("abort", stop);
  try {
    for await (const batch of source.batches) {
      bins.add(batch);
      failure.signal.throwIfAborted();
      if (signal.aborted) break;
    }
  } catch (error) {
    failure.signal.throwIfAborted();
    if (!signal.aborted) throw error;
  } finally {
    clearInterval(flush);
    signal.removeEventListener("abort", stop);
  }
  bins.flush();
  file.flush();
  return signal.aborted ? undefined : source.end();
}
