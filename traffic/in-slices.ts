// Traffic for those who need to know each slice of time: what came in evenly over a long time, cut up.
import { TrafficBatch } from "../engine/observe/traffic-batch.ts";
import { spreadSample } from "./recording/spread-sample.ts";
import { longestSlicedSeconds } from "./slice.ts";

/** The same traffic without steady batches; as long as it takes. */
export async function* inSlices(batches: AsyncIterable<TrafficBatch>): AsyncGenerator<TrafficBatch, void> {
  const sliced = new TrafficBatch();
  for await (const batch of batches) {
    if (Number.isNaN(batch.steadySince)) {
      yield batch;
      continue;
    }
    const { length, steadySince, atSeconds } = batch;
    const columns = {
      source: [...batch.source.subarray(0, length)],
      destination: [...batch.destination.subarray(0, length)],
    };
    const parts = Math.max(1, Math.ceil((atSeconds[0] - steadySince) / longestSlicedSeconds));
    for (let part = 0; part < parts; part++) {
      const span = (atSeconds[0] - steadySince) / parts;
      sliced.clear();
      spreadSample(
        {
          startSeconds: steadySince + part * span,
          endSeconds: part === parts - 1 ? atSeconds[0] : steadySince + (part + 1) * span,
          ...columns,
          bytes: shareOf(batch.bytes, length, part, parts),
          frames: shareOf(batch.frames, length, part, parts),
        },
        sliced,
      );
      yield sliced;
    }
  }
}

/** Whole numbers that add up to the amounts over all parts. */
function shareOf(amounts: Float64Array, length: number, part: number, parts: number): number[] {
  const until = (done: number, amount: number): number =>
    done === parts ? amount : Math.floor((amount / parts) * done);
  return Array.from(amounts.subarray(0, length), (amount) => until(part + 1, amount) - until(part, amount));
}
