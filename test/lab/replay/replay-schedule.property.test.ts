// The schedule of a replay: sane whatever the times of a recording are.
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { ReplaySchedule } from "../../../lab/replay/replay-schedule.ts";

const duesOf = (schedule: ReplaySchedule, times: readonly number[]): number[] =>
  times.map((time) => schedule.next(time));

describe("ReplaySchedule", () => {
  it("divides times by the speed, from the first frame on", () => {
    const schedule = new ReplaySchedule({ speed: 10, longestPauseSeconds: 60 });
    expect(duesOf(schedule, [1000, 1000, 1005, 1020])).toEqual([0, 0, 0.5, 2]);
    expect(schedule.shortenedPauses).toBe(0);
  });

  it("has everything due at once at speed max", () => {
    const schedule = new ReplaySchedule({ speed: "max", longestPauseSeconds: 60 });
    expect(duesOf(schedule, [5, 500, 2])).toEqual([0, 0, 0]);
  });

  it("plays what was recorded late with what precedes it, without losing time", () => {
    const schedule = new ReplaySchedule({ speed: 1, longestPauseSeconds: 60 });
    expect(duesOf(schedule, [10, 12, 11, Number.NaN, 13])).toEqual([0, 2, 2, 2, 3]);
  });

  it("shortens pauses, and goes on from where time jumped back to", () => {
    const schedule = new ReplaySchedule({ speed: 1, longestPauseSeconds: 5 });
    expect(duesOf(schedule, [0, 1, 1e9, 2, 3])).toEqual([0, 1, 6, 6, 7]);
    expect(schedule.shortenedPauses).toBe(1);
  });

  it("never goes back, and waits no longer than the longest pause for any frame", () => {
    const time = fc.oneof(fc.double(), fc.double({ min: 0, max: 100 }));
    fc.assert(
      fc.property(fc.array(time), fc.double({ min: 0.1, max: 100, noNaN: true }), (times, speed) => {
        const dues = duesOf(new ReplaySchedule({ speed, longestPauseSeconds: 60 }), times);
        for (const [index, due] of dues.entries()) {
          const before = index === 0 ? 0 : dues[index - 1];
          expect(due).toBeGreaterThanOrEqual(before);
          expect(due - before).toBeLessThanOrEqual(60.001); // rounding of large sums
        }
      }),
    );
  });
});
