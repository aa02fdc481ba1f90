// A lasting shift of intensity is told once; noise, however long, is not.
import { expect, test } from "vitest";
import { IntensityWatch } from "../../../engine/infer/intensity-watch.ts";
import type { ApplicationEvent } from "../../../engine/model/application.ts";
import { sparseMatrix } from "../../../engine/model/sparse-matrix.ts";
import { ringOf } from "../../../lab/patterns/known-topologies.ts";

const ring = ringOf(8);

/** Sine waves that do not repeat together: as irregular as wanted, and the same each time. */
function wobble(window: number, edge: number): number {
  return Math.sin(12.9898 * window + 78.233 * edge) + Math.sin(3.1 * window * window + edge);
}

/** Events of one sample per window; `rate` gives each edge's. */
function eventsOf(
  windows: number,
  detect: number,
  rate: (window: number, edge: number) => number,
): ApplicationEvent[] {
  const watch = new IntensityWatch(detect);
  watch.restart(0, ring);
  return Array.from({ length: windows }, (_, window) =>
    watch.update(
      window + 1,
      sparseMatrix(
        8,
        ring.map(({ a, b }, edge) => ({ from: a, to: b, value: rate(window, edge) })),
      ),
      1,
    ),
  ).filter((event) => event !== undefined);
}

test("twice as much is told once, within a few windows, with both rates", () => {
  const [event, ...more] = eventsOf(60, 0.1, (window) => (window < 30 ? 100 : 200));
  expect(event).toMatchObject({ kind: "intensity", edges: [] });
  expect(event?.at).toBeLessThan(34);
  expect(event?.kind === "intensity" && [event.beforeBps, event.afterBps].map(Math.round)).toEqual([
    800, 1600,
  ]);
  expect(more).toEqual([]);
});

test("an edge that shifts by itself is named", () => {
  const [event, ...more] = eventsOf(60, 0.1, (window, edge) => (window >= 30 && edge === 2 ? 50 : 100));
  expect(event?.kind === "intensity" && event.edges).toEqual([{ ...ring[2], ratio: expect.closeTo(0.5, 6) }]);
  expect(more).toEqual([]);
});

test("shifts up and down again are told one by one", () => {
  const events = eventsOf(90, 0.1, (window) => (window >= 30 && window < 60 ? 300 : 100));
  expect(events.map((event) => event.kind === "intensity" && Math.round(event.afterBps))).toEqual([
    2400, 800,
  ]);
});

test.each([0.02, 0.1, 0.3])("noise of %f around a level is told never, in an hour of windows", (noise) => {
  expect(eventsOf(3600, 0.1, (window, edge) => 100 * Math.exp(noise * wobble(window, edge)))).toEqual([]);
});

test("what matters less than `detect` is not told", () => {
  expect(eventsOf(200, 0.5, (window) => (window < 30 ? 100 : 120))).toEqual([]);
});

test("an application whose period divides the window is always looked at at the same point of it", () => {
  const watch = new IntensityWatch(0.05);
  watch.restart(4 * 0.05, ring); // from here on, sums of twentieths come out a little low now and then
  const events = Array.from({ length: 12_000 }, (_, looks) => {
    const turn = looks + 5;
    const value = turn % 2 === 0 ? 100 : 80; // twenty looks a window
    const demand = sparseMatrix(
      8,
      ring.map(({ a, b }) => ({ from: a, to: b, value })),
    );
    return watch.update(turn * 0.05, demand, 1);
  });
  expect(events.filter((event) => event !== undefined)).toEqual([]);
});
