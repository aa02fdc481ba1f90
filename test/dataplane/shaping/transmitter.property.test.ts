// Properties of the departure-time model.
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { departureTime, Transmitter } from "../../../dataplane/shaping/transmitter.ts";

const offers = fc.array(
  fc.record({
    gap: fc.double({ min: 0, max: 0.01, noNaN: true }),
    bytes: fc.integer({ min: 14, max: 1514 }),
    path: fc.nat(2),
  }),
  { minLength: 1, maxLength: 60 },
);
const rate = fc.integer({ min: 100_000, max: 100_000_000 });

describe("departure time", () => {
  it("keeps the order of each path, and neither path nor card carries more than its rate", () => {
    fc.assert(
      fc.property(offers, rate, rate, (frames, cardRate, pathRate) => {
        const card = new Transmitter(cardRate);
        const paths = [0, 1, 2].map(() => new Transmitter(pathRate));
        const last = [0, 0, 0];
        let now = 0;
        let totalBits = 0;
        for (const { gap, bytes, path } of frames) {
          now += gap;
          totalBits += bytes * 8;
          const departure = departureTime(now, bytes, card, paths[path]);
          const slowest = Math.min(cardRate, pathRate);
          expect(departure).toBeGreaterThanOrEqual(now + ((bytes * 8) / slowest) * (1 - 1e-9));
          expect(departure - last[path]).toBeGreaterThanOrEqual(
            ((bytes * 8) / pathRate) * (1 - 1e-9) - 1e-12,
          );
          last[path] = departure;
        }
        expect(Math.max(...last)).toBeGreaterThanOrEqual((totalBits / cardRate) * (1 - 1e-9));
      }),
    );
  });
});
