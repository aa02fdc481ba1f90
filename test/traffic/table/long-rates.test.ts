// Rates that hold for years: bounded work, exact sums, changes at their time; in slices for those who need each.
import { expect, it } from "vitest";
import { ApplicationFollower } from "../../../engine/infer/follow-application.ts";
import { TrafficBatch } from "../../../engine/observe/traffic-batch.ts";
import { inSlices } from "../../../traffic/in-slices.ts";
import { SampleBins } from "../../../traffic/recording/sample-bins.ts";
import type { HeldRate } from "../../../traffic/table/held-rate.ts";
import { sliceRates } from "../../../traffic/table/slice-rates.ts";
import type { TrafficSample } from "../../../dataplane/recording/traffic-sample.ts";

const years = 1e9;

function rate(source: number, destination: number, at: number, forSeconds: number): HeldRate {
  return { at, forSeconds, source, destination, bitsPerSecond: 1e6 };
}

/** A line of three, for years, that becomes another one. */
const line = [rate(1, 2, 0, years), rate(2, 3, 0, years + 20), rate(3, 1, years, 20)];
const wholeBytes = (1e6 / 8) * (2 * years + 40);

const options = { updateSeconds: 0.05, smoothSeconds: 1, detect: 0.05, prune: 0.03 };

function followed(batches: Iterable<TrafficBatch>, more = {}) {
  const follower = new ApplicationFollower({ ...options, ...more });
  for (const batch of batches) follower.add(batch);
  const { totals, events, seconds, outsideFrames } = follower.finish();
  let [bytes, frames] = [0, 0];
  for (let pair = 0; pair < totals.count; pair++) {
    bytes += totals.bytes[pair];
    frames += totals.frames[pair];
  }
  return { events, seconds, bytes, frames, outsideFrames };
}

it("takes years that are all alike as one, with every byte, and sees what changes after them", () => {
  const { events, seconds, bytes } = followed(sliceRates(line));
  expect(bytes).toBe(wholeBytes);
  expect(seconds).toBeCloseTo(years + 20 - 0.05, 1);
  expect(events.map(({ kind }) => kind)).toEqual(["changed", "changed"]);
  expect(events[1]?.at).toBeGreaterThan(years + 1);
  expect(events[1]?.at).toBeLessThan(years + 2.5);
});

it("takes them as a policy with `smooth: auto` does, too", () => {
  const { events, bytes } = followed(sliceRates(line), { smoothSeconds: "auto" });
  expect(bytes).toBe(wholeBytes);
  expect(events.filter(({ kind }) => kind === "changed")).toHaveLength(2);
});

it("counts the part of an even span that was asked for", () => {
  const { bytes, seconds, frames, outsideFrames } = followed(sliceRates([rate(1, 2, 0, years)]), {
    from: { since: "start", seconds: years / 4 },
    to: { since: "start", seconds: years / 2 },
  });
  expect(bytes / ((1e6 / 8) * (years / 4))).toBeCloseTo(1, 6);
  expect(frames / (frames + outsideFrames)).toBeCloseTo(1 / 4, 6);
  expect(seconds).toBeCloseTo(years / 4, 0);
});

it("tells of an even span what its slices tell", async () => {
  const rates = [rate(1, 2, 0, 1400), rate(2, 3, 0, 1400), rate(3, 1, 1400, 10)];
  const whole = followed(sliceRates(rates));
  const slices: TrafficBatch[] = [];
  for await (const batch of inSlices(asAsync(sliceRates(rates)))) slices.push(copyOf(batch));
  expect(slices.every(({ steadySince }) => Number.isNaN(steadySince))).toBe(true);
  const sliced = followed(slices);
  expect({ ...sliced, events: [] }).toEqual({ ...whole, events: [] });
  expect(sliced.events.map(({ kind }) => kind)).toEqual(whole.events.map(({ kind }) => kind));
  for (const [at, event] of whole.events.entries())
    expect(Math.abs(event.at - sliced.events[at].at)).toBeLessThan(2 * options.updateSeconds);
});

it("records an even span as one sample", () => {
  const samples: TrafficSample[] = [];
  const bins = new SampleBins(1, (sample) => samples.push(sample));
  for (const batch of sliceRates([rate(1, 2, 0, years)])) bins.add(batch);
  bins.flush();
  expect(samples.length).toBeLessThan(1000);
  expect(samples.reduce((sum, { bytes }) => sum + bytes[0], 0)).toBe((1e6 / 8) * years);
});

async function* asAsync(batches: Iterable<TrafficBatch>): AsyncGenerator<TrafficBatch> {
  yield* batches;
}

function copyOf(batch: TrafficBatch): TrafficBatch {
  const copy = new TrafficBatch();
  for (let at = 0; at < batch.length; at++)
    copy.append(
      batch.atSeconds[at],
      batch.source[at],
      batch.destination[at],
      batch.bytes[at],
      batch.frames[at],
    );
  return copy;
}
