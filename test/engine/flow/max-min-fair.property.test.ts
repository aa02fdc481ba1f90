// Max-min fair rates: what characterises them, on random flows.
import fc from "fast-check";
import { expect, it } from "vitest";
import { maxMinFairRates, type Flow } from "../../../engine/flow/max-min-fair.ts";

const amount = fc.double({ min: 0.001, max: 1e6, noNaN: true });
const flows: fc.Arbitrary<Flow[]> = fc.array(
  fc.record({
    demandBps: fc.oneof(amount, fc.constant(Infinity), fc.constant(0)),
    weight: amount,
    resources: fc.uniqueArray(fc.nat(5), { maxLength: 4 }),
  }),
  { maxLength: 12 },
);
const capacities = fc.array(fc.oneof(amount, fc.constantFrom(0, Infinity)), { minLength: 6, maxLength: 6 });
const noise = 1e-9;

it("fills no resource beyond its capacity and gives no flow more than its demand", () => {
  fc.assert(
    fc.property(flows, capacities, (all, capacity) => {
      const rates = maxMinFairRates(all, capacity);
      capacity.forEach((most, id) => {
        const used = all.reduce((sum, flow, at) => sum + (flow.resources.includes(id) ? rates[at] : 0), 0);
        expect(used).toBeLessThanOrEqual(most * (1 + noise) + noise);
      });
      all.forEach((flow, at) => expect(rates[at]).toBeLessThanOrEqual(flow.demandBps));
    }),
    { numRuns: 1000 },
  );
});

it("stops every flow at its demand or at a full resource where no flow gets more for its weight", () => {
  fc.assert(
    fc.property(flows, capacities, (all, capacity) => {
      const rates = maxMinFairRates(all, capacity);
      const share = (at: number): number => rates[at] / all[at].weight;
      all.forEach((flow, at) => {
        if (rates[at] === flow.demandBps || rates[at] === Infinity) return;
        const stoppedBy = flow.resources.filter((id) => {
          const users = all.flatMap((other, index) => (other.resources.includes(id) ? [index] : []));
          const used = users.reduce((sum, index) => sum + rates[index], 0);
          const isFull = used >= capacity[id] * (1 - noise) - noise;
          return isFull && users.every((index) => share(index) <= share(at) * (1 + noise) + noise);
        });
        expect(stoppedBy).not.toEqual([]);
      });
    }),
    { numRuns: 1000 },
  );
});
