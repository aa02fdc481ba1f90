// The heat map: shades, numbers, alignment.
import { describe, expect, it } from "vitest";
import { heatMap } from "../../../cli/report/heat-map.ts";

describe("heat map", () => {
  it("shows each rate with its number and a shade by its share of the strongest", () => {
    const map = heatMap(
      ["v1", "v2", "v3"],
      [
        { from: "v1", to: "v2", bitsPerSecond: 8e6 },
        { from: "v2", to: "v1", bitsPerSecond: 4e6 },
        { from: "v3", to: "v1", bitsPerSecond: 100e3 },
      ],
    );
    expect(map).toEqual([
      "           v1     v2     v3   Mbit/s",
      "    v1           8 █      ·",
      "    v2    4 ▒             ·",
      "    v3  0.1 ░      ·       ",
    ]);
  });

  it("leaves the numbers out when there are many names", () => {
    const names = Array.from({ length: 9 }, (_, index) => `v${index + 1}`);
    const map = heatMap(names, [{ from: "v9", to: "v1", bitsPerSecond: 5 }]);
    expect(map[9]).toBe("    v9 █ · · · · · · ·   9");
    expect(map[0]).toContain("bit/s");
  });

  it("shows an empty matrix without a shade", () => {
    expect(heatMap(["a", "b"], []).join("")).not.toMatch(/[░▒▓█]/);
  });

  it("colours only when it is asked to", () => {
    const pairs = [{ from: "a", to: "b", bitsPerSecond: 5 }];
    expect(heatMap(["a", "b"], pairs).join("")).not.toContain("\u001b");
    expect(heatMap(["a", "b"], pairs, true).join("")).toContain("\u001b[31m");
  });
});
