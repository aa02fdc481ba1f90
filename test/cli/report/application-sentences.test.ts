// What was inferred of the application, as a person reads it.
import { expect, test } from "vitest";
import { sentencesOf } from "../../../cli/report/run-sentences.ts";
import type { RunEvent } from "../../../cli/report/run-event.ts";

const ring: Extract<RunEvent, { event: "shape" }> = {
  event: "shape",
  at: 1.2,
  shape: ["ring", "mesh 2x2"],
  confidence: 1,
  direction: "exchange",
  root: null,
  missing: [],
  extra: [],
};

test("an exact shape is its names and nothing else", () => {
  expect(sentencesOf(ring)).toEqual(["  1.20 s the application's shape: ring = mesh 2x2"]);
});

test("what is special about a shape stands behind it", () => {
  const nearly: RunEvent = {
    ...ring,
    shape: ["star"],
    confidence: 0.8,
    direction: "reduction",
    root: "v1",
    missing: [["v1", "v9"]],
    extra: [["v2", "v3"]],
  };
  expect(sentencesOf(nearly)).toEqual([
    "  1.20 s the application's shape: star (reduction towards v1; missing v1 - v9; extra v2 - v3; confidence 80 %)",
  ]);
});

test("an application that is too fast is told with the times", () => {
  expect(sentencesOf({ event: "too-fast", at: 5.25, settleSeconds: 1.05, unsettledSeconds: 4.2 })).toEqual([
    "  5.25 s too fast: no topology has held for 1.05 s within 4.2 s; the union of all is taken",
  ]);
});

test("a shift of intensity is told as a whole and by pair", () => {
  const event: RunEvent = {
    event: "intensity",
    at: 60,
    beforeBps: 10e6,
    afterBps: 15e6,
    pairs: [{ between: ["v1", "v2"], ratio: 3 }],
  };
  expect(sentencesOf(event)).toEqual([
    " 60.00 s the application sends 15 Mbit/s, 1.5 times as much as before; v1 - v2 3 times",
  ]);
});
