// `smooth: auto` follows the data plane and the period of the application.
import { describe, expect, test } from "vitest";
import { AutomaticWindow } from "../../../engine/infer/automatic-window.ts";
import { PeriodFinder } from "../../../engine/infer/period-finder.ts";

/** Bytes until `now` of an application that sends during `share` of each period. */
function bytesOf(now: number, period: number, share: number): number {
  const whole = Math.floor(now / period);
  return 1e6 * (whole * share * period + Math.min(share * period, now - whole * period));
}

function windowAfter(
  seconds: number,
  reconfigurationSeconds: number,
  bytes: (now: number) => number,
  window = new AutomaticWindow(0.05, reconfigurationSeconds),
  from = 0,
): AutomaticWindow {
  for (let now = from; now < from + seconds; now += 0.05)
    window.update(now, bytes(now), reconfigurationSeconds);
  return window;
}

test.each([
  [NaN, 1],
  [0.1, 1],
  [0.8, 1.6],
  [200, 60],
])("a reconfiguration of %f s asks for %f s", (reconfiguration, seconds) => {
  expect(new AutomaticWindow(0.05, reconfiguration).seconds).toBe(seconds);
  expect(windowAfter(3, reconfiguration, (now) => 1e6 * now).seconds).toBe(seconds);
});

test.each([1.2, 3, 7.3, 12, 25])("an application of period %f s gets two of them", (period) => {
  const { seconds } = windowAfter(3.2 * period, 0.1, (now) => bytesOf(now, period, 0.3));
  expect(seconds).toBeGreaterThan(1.9 * period);
  expect(seconds).toBeLessThan(2.2 * period);
});

test("when the period is gone, the window shrinks after as long as is remembered", () => {
  const window = windowAfter(20, 0.1, (now) => bytesOf(now, 3, 0.3));
  const steady = (now: number): number => bytesOf(20, 3, 0.3) + 3e5 * (now - 20);
  expect(windowAfter(30, 0.1, steady, window, 20).seconds).toBeGreaterThan(5.7);
  expect(windowAfter(120, 0.1, steady, window, 50).seconds).toBe(1);
});

describe("a period", () => {
  test("is not seen in a constant rate, in a single burst, or in one that grows", () => {
    for (const bytes of [
      (now: number) => 1e6 * now,
      (now: number) => 1e6 * Math.min(1, Math.max(0, now - 5)),
      (now: number) => 1e6 * now * now,
    ]) {
      const finder = new PeriodFinder(0.05);
      for (let now = 0; now < 40; now += 0.05) finder.add(now, bytes(now));
      expect(finder.period()).toBeUndefined();
    }
  });

  test("is found also when the calls come irregularly", () => {
    const finder = new PeriodFinder(0.05);
    for (let step = 0; step < 800; step++) {
      const now = 0.05 * step + 0.02 * Math.sin(step);
      finder.add(now, bytesOf(now, 4, 0.5));
    }
    expect(finder.period()).toBeCloseTo(4, 0);
  });
});
