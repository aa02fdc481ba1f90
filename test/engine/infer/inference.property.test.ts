// Exactly one report per change, also when the daemons' reports arrive late and out of order.
import fc from "fast-check";
import { expect, test } from "vitest";
import { alternating, declaredChanges } from "./alternating-application.ts";
import { ringOf, starOf } from "./known-topologies.ts";

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
