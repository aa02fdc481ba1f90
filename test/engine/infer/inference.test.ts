// Changes are declared once each, damped above the knee, and not at all for a steady application: Figures 6 and 7.
import { describe, expect, test } from "vitest";
import { Inference } from "../../../engine/infer/inference.ts";
import { silentApplication, type ApplicationEvent } from "../../../engine/model/application.ts";
import { sparseMatrix } from "../../../engine/model/sparse-matrix.ts";
import { alternating, declaredChanges } from "./alternating-application.ts";
import { allToAllOf, busOf, edge, ringOf, starOf } from "../../../lab/patterns/known-topologies.ts";

const options = { smoothSeconds: 1, detect: 0.1, prune: 0.05 };
const ring = ringOf(5);
const star = starOf(5);
const unionSize = new Set([...ring, ...star].map(({ a, b }) => `${a} ${b}`)).size;

describe("two topologies in turn", () => {
  test.each([0.1, 0.2, 0.3, 0.4, 0.45])(
    "at %f switches a second there is exactly one report per switch",
    (rate) => {
      const changes = declaredChanges(alternating(5, [ring, star], 1 / rate), 6 / rate, options);
      expect(changes.map(({ shape }) => shape)).toEqual(["ring", "star", "ring", "star", "ring", "star"]);
      expect(changes.map(({ at }) => Math.floor(at * rate))).toEqual([0, 1, 2, 3, 4, 5]);
    },
  );

  // Not faster than once a window the first topology can settle before the application turns out to alternate.
  test.each([0.55, 0.8, 1, 1.25, 2, 4])("at %f switches a second the union is held", (rate) => {
    const changes = declaredChanges(alternating(5, [ring, star], 1 / rate), 10, options);
    expect(changes.map(({ edges }) => edges)).toEqual(rate <= 1 ? [ring.length, unionSize] : [unionSize]);
    expect(changes.at(-1)?.at).toBeLessThan(7);
  });

  test("the knee moves with the window", () => {
    const changesAt = (rate: number): number =>
      declaredChanges(alternating(5, [ring, star], 1 / rate), 20, { ...options, smoothSeconds: 0.5 }).length;
    expect(changesAt(0.8)).toBe(16);
    expect(changesAt(1.1)).toBe(2);
  });

  test("a switch is known within the window and the settle time", () => {
    const [, second] = declaredChanges(alternating(5, [ring, star], 5), 9, options);
    expect(second?.at).toBeGreaterThan(6);
    expect(second?.at).toBeLessThan(7.15);
  });
});

describe("the thresholds do not matter much", () => {
  test.each([0.01, 0.1, 0.3, 0.5])("detect %f", (detect) => {
    expect(declaredChanges(alternating(5, [ring, star], 4), 24, { ...options, detect })).toHaveLength(6);
  });

  test.each([0, 0.01, 0.05, 0.2, 0.4])("prune %f", (prune) => {
    expect(declaredChanges(alternating(5, [ring, star], 4), 24, { ...options, prune })).toHaveLength(6);
  });
});

describe("a steady application", () => {
  test.each([0.05, 0.11, 0.2, 0.33, 0.45])(
    "in bursts of period %f s changes once, at the start",
    (period) => {
      const bursts = alternating(5, [ring, []], period / 2);
      const changes = declaredChanges(bursts, 12, options);
      expect(changes.map(({ shape }) => shape)).toEqual(["ring"]);
    },
  );

  test("whose phases use different pairs is one topology", () => {
    const halves = [
      ring.filter((_, position) => position % 2 === 0),
      ring.filter((_, position) => position % 2 === 1),
    ];
    const changes = declaredChanges(alternating(5, [...halves, []], 0.15), 12, options);
    expect(changes.map(({ shape }) => shape)).toEqual(["ring"]);
  });

  test("that ends is known to have ended", () => {
    const changes = declaredChanges(alternating(5, [ring, []], 6), 11, options);
    expect(changes.map(({ shape }) => shape)).toEqual(["ring", "none"]);
  });
});

/** Feeds the same demand every 50 ms from `first` up to `last` seconds; the last answer. */
function hold(
  inference: Inference,
  flows: readonly { from: number; to: number; value: number }[],
  first: number,
  last: number,
) {
  let inferred = inference.update(first, sparseMatrix(8, flows));
  for (let now = first; now < last; now += 0.05) inferred = inference.update(now, sparseMatrix(8, flows));
  return { ...inferred.application, settled: inferred.settled };
}

function flowsOn(edges: readonly { a: number; b: number }[], value: number) {
  return edges.flatMap(({ a, b }) => [
    { from: a, to: b, value },
    { from: b, to: a, value },
  ]);
}

test("nothing has changed before the first traffic has settled", () => {
  const inference = new Inference({ ...options, vmCount: 8 });
  expect(hold(inference, [], 0, 3)).toEqual({ ...silentApplication, settled: true });
  expect(hold(inference, flowsOn(busOf(4), 100), 3, 3.9)).toMatchObject({
    changedAt: -Infinity,
    settled: false,
  });
  const settled = hold(inference, flowsOn(busOf(4), 100), 3.9, 4.5);
  expect(settled).toMatchObject({ settled: true, topology: busOf(4) });
  expect(settled.changedAt).toBeGreaterThanOrEqual(4);
  expect(settled.changedAt).toBeLessThan(4.2);
});

test("a topology that differs by less than the threshold is no change", () => {
  const inference = new Inference({ ...options, vmCount: 8 });
  const before = hold(inference, flowsOn(ring, 100), 0, 3);
  const chord = [...flowsOn(ring, 100), ...flowsOn([edge(0, 2)], 20)];
  expect(hold(inference, chord, 3, 6).changedAt).toBe(before.changedAt);
  const heavier = [...flowsOn(ring, 100), ...flowsOn([edge(0, 2)], 100)];
  expect(hold(inference, heavier, 6, 9).topology).toHaveLength(6);
});

test("an application that only gets faster has not changed", () => {
  const inference = new Inference({ ...options, vmCount: 8 });
  const before = hold(inference, flowsOn(allToAllOf(8), 1), 0, 3);
  expect(hold(inference, flowsOn(allToAllOf(8), 1000), 3, 6).changedAt).toBe(before.changedAt);
});

describe("an application that switches too fast", () => {
  const inference = new Inference({ ...options, vmCount: 8 });
  const chord = edge(0, 4);
  const told: ApplicationEvent[] = [];
  for (let step = 0; step < 400; step++) {
    const now = 0.05 * step;
    const turn = Math.floor(now / 0.8) % 2; // each topology for 0.8 s at a time
    const flows = turn === 0 ? flowsOn(ring, 100) : flowsOn([...star, chord], 100);
    told.push(...inference.update(now, sparseMatrix(8, flows)).events);
  }

  test("is told to be so, once, together with the union", () => {
    expect(told.map(({ kind }) => kind)).toEqual(["changed", "too-fast"]);
    expect(told[0]).toMatchObject({ application: { topology: { length: 7 } } });
    expect(told[1]).toMatchObject({ settleSeconds: 1.05 });
  });

  test("settles when it stays at one of them", () => {
    const events: ApplicationEvent[] = [];
    for (let step = 400; step < 500; step++)
      events.push(...inference.update(0.05 * step, sparseMatrix(8, flowsOn(ring, 100))).events);
    expect(events).toMatchObject([{ kind: "changed", application: { shape: [{ class: "ring" }] } }]);
  });
});

describe("an application that may pause", () => {
  const eventsWith = (pauseSeconds: number | undefined) => {
    const inference = new Inference({ ...options, vmCount: 8, pauseSeconds });
    const events: string[] = [];
    for (let step = 0; step < 800; step++) {
      const now = 0.05 * step;
      const flows = now < 4 || (now > 10 && now < 14) ? flowsOn(ring, 100) : flowsOn([edge(2, 6)], 1);
      for (const event of inference.update(now, sparseMatrix(8, flows)).events)
        if (event.kind === "changed")
          events.push(`${Math.round(now)} s ${event.application.shape[0]?.class}`);
    }
    return events;
  };

  test("keeps its topology, also over noise, until the pause is too long", () => {
    expect(eventsWith(20)).toEqual(["1 s ring", "34 s bus"]);
  });

  test("is otherwise taken to have changed", () => {
    expect(eventsWith(undefined)).toEqual(["1 s ring", "5 s bus", "11 s ring", "15 s bus"]);
  });
});

test("flows that come and go as noise do not keep a pattern from being declared, and are not in it", () => {
  const inference = new Inference({ ...options, vmCount: 8 });
  const noise = allToAllOf(8).filter(({ a, b }) => b - a === 3 || b - a === 4);
  const events: ApplicationEvent[] = [];
  for (let step = 0; step < 300; step++) {
    const present = noise.filter((_, position) => (step * 7 + position * 13) % 11 < 3);
    const flows = [...flowsOn(ringOf(8), 100), ...flowsOn(present, 12)];
    events.push(...inference.update(0.05 * step, sparseMatrix(8, flows)).events);
  }
  expect(events).toMatchObject([
    { kind: "changed", application: { topology: { length: 8 }, missing: [], extra: [] } },
  ]);
});
