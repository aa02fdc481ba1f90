// Any source of traffic as rates that hold for a time: the rows of a table as they stand, everything else gathered to steps.
import { SampleBins } from "./recording/sample-bins.ts";
import type { HeldRate } from "./table/held-rate.ts";
import type { TrafficSource } from "./traffic-source.ts";

const bitsPerByte = 8;

/**
 * Reads the source to its end. A table keeps its own times; other traffic begins at 0, and is even during each step of `stepSeconds`. Throws
 * `TrafficError` as the source does.
 */
export async function readHeldRates(
  source: TrafficSource,
  stepSeconds: number,
): Promise<readonly HeldRate[]> {
  if (source.rates !== undefined) return source.rates();
  const rates: HeldRate[] = [];
  let begin = NaN;
  const bins = new SampleBins(stepSeconds, (sample) => {
    if (Number.isNaN(begin)) begin = sample.startSeconds;
    sample.source.forEach((from, at) => {
      rates.push({
        at: Math.max(0, sample.startSeconds - begin),
        forSeconds: sample.endSeconds - sample.startSeconds,
        source: from,
        destination: sample.destination[at],
        bitsPerSecond: (sample.bytes[at] * bitsPerByte) / (sample.endSeconds - sample.startSeconds),
      });
    });
  });
  for await (const batch of source.batches) bins.add(batch);
  bins.flush();
  return rates;
}
