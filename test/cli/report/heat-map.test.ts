// The heat map: shades, numbers, alignment.
import { describe, expect, it } from "vitest";
import { heatMap, type HeatCell } from "../../../cli/report/heat-map.ts";

describe("heat map", () => {
  it("shows each rate with its number and a shade by its share of the strongest", () => {
    const map = heatMap(
      ["v1", "v2", "v3"],
      [
        { from: "v1", to: "v2", value: 8e6 },
        { from: "v2", to: "v1", value: 4e6 },
        { from: "v3", to: "v1", value: 100e3 },
      ],
      { unit: "bit/s" },
    );
    expect(map).toEqual([
      "           v1     v2     v3   Mbit/s",
      "    v1           8 █      ·",
      "    v2    4 ▒             ·",
      "    v3  0.1 ░      ·       ",
    ]);
  });

  it("keeps long numbers apart", () => {
    const pair = (from: string, to: string, value: number): HeatCell => ({ from, to, value });
    const map = heatMap(["v1", "v2"], [pair("v1", "v2", 1.2e6), pair("v2", "v1", 995e3)], { unit: "bit/s" });
    expect(map).toEqual([
      "            v1      v2   Mbit/s", //
      "    v1           1.2 █",
      "    v2 0.995 █        ",
    ]);
  });

  it("holds as many pairs as a large application has", () => {
    const names = Array.from({ length: 400 }, (_, index) => `v${index}`);
    const pairs = names.flatMap((from) => names.map((to) => ({ from, to, value: 1 })));
    expect(heatMap(names, pairs, { unit: "bit/s" })).toHaveLength(401);
  });

  it("leaves the numbers out when there are many names", () => {
    const names = Array.from({ length: 9 }, (_, index) => `v${index + 1}`);
    const map = heatMap(names, [{ from: "v9", to: "v1", value: 5 }], { unit: "B" });
    expect(map[9]).toBe("    v9 █ · · · · · · ·   9");
    expect(map[0]).toMatch(/   B$/);
  });

  it("shows an empty matrix without a shade", () => {
    expect(heatMap(["a", "b"], [], { unit: "B" }).join("")).not.toMatch(/[░▒▓█]/);
  });

  it("colours only when it is asked to", () => {
    const pairs = [{ from: "a", to: "b", value: 5 }];
    expect(heatMap(["a", "b"], pairs, { unit: "B" }).join("")).not.toContain("\u001b");
    expect(heatMap(["a", "b"], pairs, { unit: "B", colour: true }).join("")).toContain("\u001b[31m");
  });
});
