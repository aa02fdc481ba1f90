// Examples of how reports become totals and a smoothed demand.
import { describe, expect, test } from "vitest";
import { TrafficWindow } from "../../../engine/observe/traffic-window.ts";
import { entriesOf, entryAt } from "../../../engine/model/sparse-matrix.ts";
import { trafficReport } from "./traffic-report.ts";

/** Twenty reports a second from `first` to `last`, 1000 bytes each from VM 0 to VM 1. */
function addSteady(window: TrafficWindow, first: number, last: number): void {
  for (let tick = Math.round(first * 20); tick <= Math.round(last * 20); tick++)
    window.add(trafficReport(tick / 20, [[0, 1, tick * 1000]]));
}

describe("the smoothed demand", () => {
  test("is the steady rate once the window is full", () => {
    const window = new TrafficWindow(2, 1);
    addSteady(window, 0, 3);
    expect(entryAt(window.demand(3), 0, 1)).toBeCloseTo(160_000, 3);
    expect(entryAt(window.demand(3), 1, 0)).toBe(0);
  });

  test("of a young window shows less than the rate, never more", () => {
    const window = new TrafficWindow(2, 1);
    addSteady(window, 0, 0.25);
    expect(entryAt(window.demand(0.25), 0, 1)).toBeCloseTo(40_000, 3);
  });

  test("is over what is there while a window that was made longer fills, and over all of it then", () => {
    const window = new TrafficWindow(2, 1);
    addSteady(window, 0, 3);
    window.demand(3);
    window.resize(3, 4);
    for (const now of [4.5, 6, 9]) {
      addSteady(window, 3, now);
      expect(entryAt(window.demand(now), 0, 1)).toBeCloseTo(160_000, 3);
    }
    expect(entryAt(window.demand(11), 0, 1)).toBeCloseTo(80_000, 3);
    window.resize(11, 2.5);
    expect(entryAt(window.demand(11), 0, 1)).toBeCloseTo(32_000, 3);
  });

  test("runs dry within a window after the last report", () => {
    const window = new TrafficWindow(2, 1);
    addSteady(window, 0, 3);
    expect(entryAt(window.demand(3.5), 0, 1)).toBeCloseTo(80_000, 3);
    expect([...entriesOf(window.demand(4))]).toEqual([]);
  });

  test("has no peak after a gap in the reports", () => {
    const window = new TrafficWindow(2, 1);
    addSteady(window, 0, 1);
    addSteady(window, 4, 5);
    for (const now of [4, 4.3, 4.8]) {
      const fresh = new TrafficWindow(2, 1);
      addSteady(fresh, 0, 1);
      addSteady(fresh, 4, 4);
      expect(entryAt(fresh.demand(now), 0, 1)).toBeLessThanOrEqual(160_000.001);
    }
    expect(entryAt(window.demand(5), 0, 1)).toBeCloseTo(160_000, 3);
  });

  test("does not count what a daemon had counted before it became known", () => {
    const window = new TrafficWindow(2, 1);
    window.add(trafficReport(100, [[0, 1, 5e9]]));
    window.add(trafficReport(100.05, [[0, 1, 5e9 + 1000]]));
    expect(entryAt(window.demand(100.05), 0, 1)).toBeCloseTo(8000, 3);
    expect(window.totals()).toEqual([{ from: 0, to: 1, bytes: 5e9 + 1000, frames: 5_000_001 }]);
  });

  test("adds what several daemons have seen of one pair", () => {
    const window = new TrafficWindow(2, 1);
    for (const host of [0, 1]) {
      window.add(trafficReport(0, [], { host }));
      window.add(trafficReport(0.5, [[0, 1, 1000]], { host }));
    }
    expect(entryAt(window.demand(0.5), 0, 1)).toBeCloseTo(16_000, 3);
  });
});

describe("a report that leaves out what has not changed", () => {
  test("tells by `since` what is new and what nobody knows the age of", () => {
    const window = new TrafficWindow(3, 1);
    window.add(trafficReport(0, [[0, 1, 1000]], { seq: 5, since: [2] }));
    window.add(trafficReport(0.5, [[0, 2, 7000]], { seq: 6, since: [3] })); // older than report 5
    window.add(trafficReport(1, [[1, 2, 4000]], { seq: 7, since: [7] })); // begun meanwhile
    expect([...entriesOf(window.demand(1))]).toEqual([{ from: 1, to: 2, value: 32_000 }]);
    expect(window.totals().map(({ bytes }) => bytes)).toEqual([1000, 7000, 4000]);
  });

  test("may come late, after the pair was forgotten and counted anew", () => {
    const window = new TrafficWindow(2, 1);
    window.add(trafficReport(0, [[0, 1, 1000]], { seq: 1, since: [1] }));
    window.add(trafficReport(0.2, [[0, 1, 500]], { seq: 4, since: [4] }));
    window.add(trafficReport(0.1, [[0, 1, 3000]], { seq: 3, since: [1] }));
    window.add(trafficReport(0.1, [[0, 1, 3000]], { seq: 3, since: [1] }));
    expect(window.totals()).toEqual([{ from: 0, to: 1, bytes: 3500, frames: 4 }]);
  });

  test("counts from the first report on where that one told of nothing", () => {
    const window = new TrafficWindow(2, 1);
    window.add(trafficReport(0, [[0, 1, 0]], { seq: 5, since: [0] }));
    window.add(trafficReport(1, [[0, 1, 1000]], { seq: 6, since: [0] }));
    expect(entryAt(window.demand(1), 0, 1)).toBeCloseTo(8000, 3);
  });
});

describe("a daemon that restarts", () => {
  test("goes on from what its predecessor had counted", () => {
    const window = new TrafficWindow(2, 1);
    window.add(trafficReport(0, [[0, 1, 3000]]));
    window.add(trafficReport(0.5, [[0, 1, 1000]], { startId: "second" }));
    window.add(trafficReport(1, [[0, 1, 3000]], { startId: "second" }));
    expect(window.totals()).toEqual([{ from: 0, to: 1, bytes: 6000, frames: 6 }]);
    expect(entryAt(window.demand(1), 0, 1)).toBeCloseTo(24_000, 3);
  });

  test("is not confused by a late report of its predecessor", () => {
    const window = new TrafficWindow(2, 1);
    window.add(trafficReport(0, [[0, 1, 3000]]));
    window.add(trafficReport(0.5, [[0, 1, 1000]], { startId: "second" }));
    window.add(trafficReport(0.2, [[0, 1, 4000]]));
    window.add(trafficReport(0.1, [[0, 1, 3500]]));
    expect(window.totals()).toEqual([{ from: 0, to: 1, bytes: 5000, frames: 5 }]);
  });

  test("many times over is forgotten, not counted twice", () => {
    const window = new TrafficWindow(2, 1);
    for (let life = 0; life < 20; life++)
      window.add(trafficReport(life, [[0, 1, 1000]], { startId: `life ${life}` }));
    window.add(trafficReport(0, [[0, 1, 1000]], { startId: "life 0" }));
    expect(window.totals()).toEqual([{ from: 0, to: 1, bytes: 20_000, frames: 20 }]);
  });
});

test("a report about VMs that do not exist, or with impossible counts, is ignored", () => {
  const window = new TrafficWindow(2, 1);
  window.add(trafficReport(0, []));
  window.add(
    trafficReport(0.1, [
      [0, 7, 1000],
      [7, 0, 1000],
      [0, 1, Number.NaN],
      [0, 1, -5],
      [0, 1, Infinity],
      [1, 0, 1000],
    ]),
  );
  expect(window.totals()).toEqual([{ from: 1, to: 0, bytes: 1000, frames: 1 }]);
});
