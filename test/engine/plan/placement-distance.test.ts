// Distances between hosts: from paths and cards, and where nothing is known.
import { expect, it } from "vitest";
import { hostDistances } from "../../../engine/plan/placement-distance.ts";
import { networkOf, observationOf } from "../../arbitraries/network-of.ts";

function distances(pathBps: (from: number, to: number) => number, cardBps = Infinity): number[] {
  const hosts = ["gw", "a", { name: "b", rateBps: cardBps }];
  const network = networkOf({ hosts, pathBps });
  return [...hostDistances(network, observationOf(network, []), [1, 2, 0])];
}

it("is the inverse of the throughput, in the order asked for", () => {
  const pathBps = (from: number, to: number): number => 2 ** (from * 3 + to);
  expect(distances(pathBps)).toEqual([0, 2 ** -5, 2 ** -3, 2 ** -7, 0, 2 ** -6, 2 ** -1, 2 ** -2, 0]);
  expect(distances(() => 100, 4)).toEqual([0, 0.25, 0.01, 0.25, 0, 0.25, 0.01, 0.25, 0]);
});

it("is twice the farthest known distance between hosts other than the Proxy where a path is unknown or carries nothing", () => {
  const pathBps = (from: number, to: number): number => {
    if (from === 0) return 1;
    return from === 1 && to === 2 ? 4 : to === 0 ? NaN : 0;
  };
  expect(distances(pathBps)).toEqual([0, 0.25, 0.5, 0.5, 0, 0.5, 1, 1, 0]);
});

it("is the same between all hosts where nothing is known", () => {
  const [near, far] = new Set(distances(() => NaN));
  expect([near, far]).toEqual([0, 1e-6]);
});
