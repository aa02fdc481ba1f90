// Exactly one report per change, also when the daemons' reports arrive late and out of order.
import fc from "fast-check";
import { expect, test } from "vitest";
import { alternating, declaredChanges } from "./alternating-application.ts";
import { busOf, edge, ringOf, starOf } from "../../../lab/patterns/known-topologies.ts";

test("reports that come up to 100 ms late, overtaking one another, make no change more or less", () => {
  const cases = fc.record({
    delays: fc.array(fc.double({ min: 0, max: 0.1, noNaN: true }), { minLength: 1, maxLength: 31 }),
    turnSeconds: fc.double({ min: 2.4, max: 4, noNaN: true }),
    prune: fc.constantFrom(0.02, 0.05, 0.2),
  });
  fc.assert(
    fc.property(cases, ({ delays, turnSeconds, prune }) => {
      const options = { smoothSeconds: 1, detect: 0.1, prune };
      const application = alternating(5, [ringOf(5), starOf(5)], turnSeconds);
      const changes = declaredChanges(application, 3 * turnSeconds, options, delays);
      expect(changes.map(({ shape }) => shape)).toEqual(["ring", "star", "ring"]);
    }),
    { numRuns: 20 },
  );
});

/** Five VMs in a line, in an order that shares no edge with the ring. */
const otherBus = busOf(5).map(({ a, b }) => edge((2 * a) % 5, (2 * b) % 5));

test("below the knee every switch is reported once, whatever the window and the thresholds", () => {
  const cases = fc.record({
    smoothSeconds: fc.constantFrom(0.5, 1, 2),
    detect: fc.double({ min: 0.01, max: 0.7, noNaN: true }),
    prune: fc.double({ min: 0.01, max: 0.3, noNaN: true }),
    slowness: fc.double({ min: 1.1, max: 2, noNaN: true }),
  });
  fc.assert(
    fc.property(cases, ({ slowness, ...options }) => {
      const turnSeconds = slowness * (2 * options.smoothSeconds + 0.1);
      const application = alternating(5, [ringOf(5), otherBus], turnSeconds);
      const changes = declaredChanges(application, 4 * turnSeconds, options);
      expect(changes.map(({ shape }) => shape)).toEqual(["ring", "bus", "ring", "bus"]);
    }),
    { numRuns: 12 },
  );
});

test("beyond the knee the union is reported in the end, and then held", () => {
  const cases = fc.record({
    smoothSeconds: fc.constantFrom(0.5, 1),
    detect: fc.double({ min: 0.01, max: 0.5, noNaN: true }),
    slowness: fc.double({ min: 0.1, max: 0.85, noNaN: true }),
  });
  fc.assert(
    fc.property(cases, ({ smoothSeconds, detect, slowness }) => {
      const turnSeconds = slowness * 2 * smoothSeconds;
      const application = alternating(5, [ringOf(5), otherBus], turnSeconds);
      const changes = declaredChanges(application, 16 * smoothSeconds, {
        smoothSeconds,
        detect,
        prune: 0.05,
      });
      expect(changes.at(-1)).toMatchObject({ edges: 9 });
      expect(changes.length).toBeLessThanOrEqual(2);
      expect(changes.at(-1)?.at).toBeLessThan(8 * smoothSeconds);
    }),
    { numRuns: 12 },
  );
});
