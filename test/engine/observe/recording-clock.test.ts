// The time of a recording: from zero, never back, whatever the time stamps say.
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { RecordingClock } from "../../../engine/observe/recording-clock.ts";

function readAll(...stamps: number[]): { times: number[]; clock: RecordingClock } {
  const clock = new RecordingClock();
  return { times: stamps.map((stamp) => clock.read(stamp)), clock };
}

describe("RecordingClock", () => {
  it("counts from the first time stamp", () => {
    const { times, clock } = readAll(1000, 1000.5, 1002);
    expect(times).toEqual([0, 0.5, 2]);
    expect(clock.startedAt).toBe(1000);
  });

  it("gives what is out of order, or without a time, the latest time before it", () =>
    expect(readAll(NaN, 10, 12, 11, NaN, 13).times).toEqual([0, 0, 2, 2, 2, 3]));

  it("goes on from where it is after a jump back", () =>
    expect(readAll(1000, 1010, 0, 5).times).toEqual([0, 10, 10, 15]));

  it("never goes back and is always a number", () => {
    fc.assert(
      fc.property(fc.array(fc.oneof(fc.double(), fc.double({ min: -1e12, max: 1e12 }))), (stamps) => {
        const { times } = readAll(...stamps);
        expect(times.every((time, index) => time >= (times[index - 1] ?? 0) && time < Infinity)).toBe(true);
      }),
      { numRuns: 200 },
    );
  });
});
