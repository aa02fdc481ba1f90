// A sample spread over its span: nothing is lost, frames stay whole, and the time stays within the span.
import fc from "fast-check";
import { expect, it } from "vitest";
import { TrafficBatch } from "../../../engine/observe/traffic-batch.ts";
import { spreadSample } from "../../../traffic/recording/spread-sample.ts";

const sample = fc.record({
  start: fc.nat({ max: 1000 }),
  span: fc.oneof(fc.constant(0), fc.double({ min: 0.001, max: 20, noNaN: true })),
  frames: fc.nat({ max: 10_000 }),
  length: fc.integer({ min: 14, max: 1514 }),
  rest: fc.nat({ max: 1000 }),
});

it("gives out every byte and frame within the span, in frames as long as the others", () => {
  fc.assert(
    fc.property(sample, ({ start, span, frames, length, rest }) => {
      const bytes = frames * length + (frames === 0 ? rest : Math.min(rest, frames));
      const batch = new TrafficBatch();
      spreadSample(
        {
          startSeconds: start,
          endSeconds: start + span,
          source: [1],
          destination: [2],
          bytes: [bytes],
          frames: [frames],
        },
        batch,
      );
      const entries = Array.from({ length: batch.length }, (_, at) => ({
        at: batch.atSeconds[at],
        bytes: batch.bytes[at],
        frames: batch.frames[at],
      }));
      expect(entries.reduce((sum, entry) => sum + entry.bytes, 0)).toBe(bytes);
      expect(entries.reduce((sum, entry) => sum + entry.frames, 0)).toBe(frames);
      expect(entries.every(({ at }) => at >= start && at <= start + span)).toBe(true);
      const lengths = entries.filter((entry) => entry.frames > 0).map((entry) => entry.bytes / entry.frames);
      expect(lengths.every((one) => one >= length - 1 && one <= length + 2)).toBe(true);
    }),
    { numRuns: 200 },
  );
});

it("gives out bytes without frames too", () => {
  const batch = new TrafficBatch();
  spreadSample(
    { startSeconds: 0, endSeconds: 1, source: [1], destination: [2], bytes: [77], frames: [0] },
    batch,
  );
  expect([batch.length, batch.bytes[0], batch.frames[0], batch.atSeconds[0]]).toEqual([1, 77, 0, 1]);
});
