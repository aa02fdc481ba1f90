// Reads a capture from a stream of chunks: batches of frames, then how it ended.
import type { CaptureEnd } from "./captured-frame.ts";
import { CaptureReader } from "./capture-reader.ts";
import type { FrameBatch } from "./frame-batch.ts";

/**
 * Frames in file order, in batches that are never empty: about one or two per chunk, so an asynchronous step per chunk and none per frame. A
 * batch is void as soon as the next one is asked for. Returns how it ended. Stops taking chunks at a fault. Errors of the stream itself are
 * passed on.
 */
export async function* readCapture(
  chunks: AsyncIterable<Uint8Array>,
  reader: CaptureReader = new CaptureReader(),
): AsyncGenerator<FrameBatch, CaptureEnd, void> {
  for await (const chunk of chunks) {
    reader.push(chunk);
    for (let batch = reader.next(); batch !== undefined; batch = reader.next()) yield batch;
    if (reader.isOver) break;
  }
  return reader.end();
}
