// The arrival counter against a plain set of everything that has arrived.
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { ArrivalCounter, arrivalWindow } from "../../../lab/workload/arrival-counter.ts";

describe("ArrivalCounter", () => {
  it("counts like a set that forgets nothing, within its window", () => {
    // Steps cross the ring's end and leave gaps; repeats and late ones stay within the window.
    const arrivals = fc.array(fc.oneof(fc.nat({ max: 40 }), fc.integer({ min: 65_500, max: 65_570 })), {
      maxLength: 200,
    });
    fc.assert(
      fc.property(arrivals, (sequences) => {
        const counter = new ArrivalCounter();
        const seen = new Set<number>();
        const expected = { received: 0, reordered: 0, duplicated: 0 };
        let highest = -1;
        for (const sequence of sequences) {
          if (sequence <= highest - arrivalWindow) continue; // the next test
          counter.arrive(sequence);
          if (seen.has(sequence)) expected.duplicated++;
          else {
            expected.received++;
            if (sequence < highest) expected.reordered++;
          }
          seen.add(sequence);
          highest = Math.max(highest, sequence);
        }
        const { received, reordered, duplicated } = counter;
        expect({ received, reordered, duplicated }).toEqual(expected);
      }),
    );
  });

  it("takes what is behind its window for late", () => {
    const counter = new ArrivalCounter();
    for (const sequence of [0, arrivalWindow * 3, 0, 5]) counter.arrive(sequence);
    expect(counter).toMatchObject({ received: 4, reordered: 2, duplicated: 0 });
  });
});
