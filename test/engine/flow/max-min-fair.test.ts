// Max-min fair rates: cases that can be worked out by hand.
import { describe, expect, it } from "vitest";
import { maxMinFairRates, type Flow } from "../../../engine/flow/max-min-fair.ts";

const flow = (resources: readonly number[], demandBps = Infinity, weight = 1): Flow => ({
  resources,
  demandBps,
  weight,
});

describe("maxMinFairRates", () => {
  it("shares a resource equally, and what one does not want among the others", () => {
    expect([...maxMinFairRates([flow([0]), flow([0]), flow([0])], [9])]).toEqual([3, 3, 3]);
    expect([...maxMinFairRates([flow([0], 1), flow([0]), flow([0])], [9])]).toEqual([1, 4, 4]);
  });

  it("gives by weight", () => {
    expect([...maxMinFairRates([flow([0], Infinity, 2), flow([0])], [9])]).toEqual([6, 3]);
  });

  it("lets a long flow be stopped by its narrowest resource, and short ones take what it leaves", () => {
    // Bertsekas and Gallager's example: three resources in a row
    expect([...maxMinFairRates([flow([0, 1, 2]), flow([0]), flow([1]), flow([2])], [1, 2, 10])]).toEqual([
      0.5, 0.5, 1.5, 9.5,
    ]);
  });

  it("gives a flow that nothing stops its demand, or infinity", () => {
    expect([...maxMinFairRates([flow([], 7), flow([]), flow([0], 5), flow([0], 0)], [Infinity])]).toEqual([
      7,
      Infinity,
      5,
      0,
    ]);
  });

  it("gives nothing over a resource without capacity", () => {
    expect([...maxMinFairRates([flow([0]), flow([1])], [0, 4])]).toEqual([0, 4]);
  });

  it("stays exact when weights differ by many orders of magnitude", () => {
    const flows = [flow([0], 1e12, 1e12), flow([0], Infinity, 1e-3), flow([0], Infinity, 3e-3)];
    const rates = maxMinFairRates(flows, [1e12 + 4]);
    expect(rates[1]).toBeCloseTo(1, 6);
    expect(rates[2]).toBeCloseTo(3, 6);
  });
});
