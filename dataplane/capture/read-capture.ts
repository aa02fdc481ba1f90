// Reads a capture from a stream of chunks: batches of frames, then how it ended.
import type { CapturedFrame, CaptureEnd } from "./captured-frame.ts";
import { CaptureReader } from "./capture-reader.ts";

/**
 * Frames in file order, as one batch (never empty) per chunk that completes any: an asynchronous step per chunk, none per
 * frame. Returns how it ended. Stops taking chunks at a fault. Errors of the stream itself are passed on.
 */
export async function* readCapture(
  chunks: AsyncIterable<Uint8Array>,
  reader: CaptureReader = new CaptureReader(),
): AsyncGenerator<readonly CapturedFrame[], CaptureEnd, void> {
  for await (const chunk of chunks) {
    const frames = reader.push(chunk);
    if (frames.length > 0) yield frames;
    if (reader.isOver) break;
  }
  return reader.end();
}
