// Never worse: what the guard lets through and what it does not.
import { describe, expect, it } from "vitest";
import type { Objective, Prediction } from "../../../engine/model/problem.ts";
import { judge } from "../../../engine/verify/guard.ts";
import { carriedTraffic } from "../../arbitraries/network-of.ts";

const of = (carriedBps: number, slowestRatio = 1, cost = 0): Prediction => ({
  carriedBps,
  slowestRatio,
  computeShare: 0,
  upShare: 1,
  cost,
  links: 0,
  plan: { mapping: new Int32Array(0), links: [], routes: [] },
});
const cheapest: Objective = { name: "cheapest", score: ({ cost }) => -cost };

describe("judge", () => {
  it("accepts a gain from the margin on and tells how large it is", () => {
    expect(judge(carriedTraffic, of(100), of(150), 0)).toEqual({ kind: "accepted", gain: 0.5 });
    expect(judge(carriedTraffic, of(100), of(105), 0)).toMatchObject({ kind: "accepted" });
    expect(judge(carriedTraffic, of(100), of(104), 0)).toMatchObject({
      kind: "refused",
      note: { id: "plan/no-gain" },
    });
    expect(judge(carriedTraffic, of(100), of(104), 0, { margin: 0.01 })).toMatchObject({ kind: "accepted" });
  });

  it("refuses what is equal, even without a margin", () => {
    expect(judge(carriedTraffic, of(100), of(100), 0, { margin: 0 })).toMatchObject({
      kind: "refused",
      gain: 0,
    });
    expect(judge(carriedTraffic, of(0), of(0), 0, { margin: 0 })).toMatchObject({ kind: "refused", gain: 0 });
  });

  it("refuses a plan whose slowest flow gets slower, whatever the sum, but not for rounding", () => {
    expect(judge(carriedTraffic, of(100, 1), of(900, 0.99), 0)).toMatchObject({
      kind: "refused",
      note: { id: "plan/slowest-flow" },
    });
    expect(judge(carriedTraffic, of(100, 1), of(900, 1 - 1e-12), 0)).toMatchObject({ kind: "accepted" });
  });

  it("asks moves to pay for the time in which nothing is carried", () => {
    expect(judge(carriedTraffic, of(100), of(120), 60)).toMatchObject({
      kind: "accepted",
      gain: expect.closeTo(0.08),
    });
    expect(judge(carriedTraffic, of(100), of(120), 90)).toMatchObject({
      kind: "refused",
      gain: expect.closeTo(0.02),
    });
    expect(judge(carriedTraffic, of(100), of(120), 90, { horizonSeconds: 6000 })).toMatchObject({
      kind: "accepted",
    });
    expect(judge(carriedTraffic, of(100), of(120), Infinity)).toMatchObject({ kind: "refused", gain: -1 });
  });

  it("measures against any objective, also one whose scores are negative", () => {
    expect(judge(cheapest, of(1, 1, 10), of(1, 1, 5), 0)).toEqual({ kind: "accepted", gain: 0.5 });
    expect(judge(cheapest, of(1, 1, 5), of(9, 1, 10), 0)).toMatchObject({ kind: "refused", gain: -1 });
    const odd: Objective = { name: "odd", score: () => NaN };
    expect(judge(odd, of(1), of(9), 0)).toMatchObject({ kind: "refused", gain: 0 });
  });

  it("takes any gain over nothing", () => {
    expect(judge(carriedTraffic, of(0), of(1), 0)).toEqual({ kind: "accepted", gain: Infinity });
  });
});
