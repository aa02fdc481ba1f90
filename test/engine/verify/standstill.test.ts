// The price of moves: until the last image has arrived, moves side by side.
import { describe, expect, it } from "vitest";
import { standstillSeconds } from "../../../engine/verify/standstill.ts";
import { networkOf, observationOf } from "../../arbitraries/network-of.ts";

const imageBytes = 10e6; // 80 Mbit
const network = networkOf({
  hosts: ["gw", "a", "b", "c", { name: "d", rateBps: 4e6 }],
  vms: [
    { name: "v", on: 1, imageBytes },
    { name: "w", on: 2, imageBytes },
    { name: "x", on: 1 },
  ],
  pathBps: (from, to) => (from === 2 && to === 1 ? NaN : 8e6),
});
const observation = observationOf(network, []);
const seconds = (...mapping: number[]): number =>
  standstillSeconds({ network, observation }, { mapping: Int32Array.from(mapping) });

describe("standstillSeconds", () => {
  it("is nothing where nothing moves, or nothing that has an image", () => {
    expect(seconds(1, 2, 1)).toBe(0);
    expect(seconds(1, 2, 3)).toBe(0);
  });

  it("counts moves over different paths once, as they run side by side", () => {
    expect(seconds(3, 2, 1)).toBe(10);
    expect(seconds(3, 3, 1)).toBe(10);
  });

  it("adds what has to pass the same card", () => {
    expect(seconds(4, 2, 1)).toBe(20);
    expect(seconds(4, 4, 1)).toBe(40);
  });

  it("does not know where no rate is known", () => {
    expect(seconds(1, 1, 1)).toBe(Infinity);
  });
});
