// The options of `vnet infer`: what they mean, and one sentence for each that means nothing.
import { describe, expect, it } from "vitest";
import {
  checkRange,
  parseMoment,
  parseShare,
  parseVmNames,
  parseWindow,
} from "../../../cli/infer/infer-settings.ts";

describe("parseShare", () => {
  it.each([
    ["5%", 0.05],
    ["12.5 %", 0.125],
    ["0.05", 0.05],
    [".5", 0.5],
    ["0", 0],
    ["100%", 1],
  ])("reads %s", (text, share) => expect(parseShare("--prune", text)).toBeCloseTo(share, 12));

  it.each(["", "5", "101%", "-1%", "five", "5%%", "1e-3"])("refuses `%s`", (text) =>
    expect(() => parseShare("--prune", text)).toThrow(
      `\`--prune ${text}\` is not a share, expected from \`0%\` to \`100%\``,
    ),
  );
});

describe("parseWindow", () => {
  it("reads both in seconds", () =>
    expect(parseWindow("100ms", "2s")).toEqual({ updateSeconds: 0.1, smoothSeconds: 2 }));

  it("leaves the window to the application", () =>
    expect(parseWindow("100ms", "auto")).toEqual({ updateSeconds: 0.1, smoothSeconds: "auto" }));

  it.each([
    ["2s", "auto", "too long for `--smooth auto`"],
    ["0.1ms", "auto", "too short"],
    ["0.1ms", "1s", "too short"],
    ["2s", "1s", "longer than the window"],
    ["1ms", "500h", "at most 10000 updates in a window"],
    ["1ms", "10001ms", "at most 10000 updates in a window"],
    ["x", "1s", "not a duration"],
    ["50ms", "0", "not a duration"],
  ])("refuses %s and %s", (update, smooth, reason) =>
    expect(() => parseWindow(update, smooth)).toThrow(reason),
  );
});

it("takes a window of as many updates as there may be", () =>
  expect(parseWindow("1ms", "10s")).toEqual({ updateSeconds: 0.001, smoothSeconds: 10 }));

describe("parseMoment", () => {
  it.each([
    ["0", { since: "start", seconds: 0 }],
    ["0s", { since: "start", seconds: 0 }],
    ["90", { since: "start", seconds: 90 }],
    ["1.5min", { since: "start", seconds: 90 }],
    ["8760h", { since: "start", seconds: 31_536_000 }],
    ["7000000s", { since: "start", seconds: 7_000_000 }],
    ["1970-01-02", { since: "1970", seconds: 86_400 }],
    ["1972-02-29", { since: "1970", seconds: 68_169_600 }],
    ["1970-01-01T00:01Z", { since: "1970", seconds: 60 }],
    ["1970-01-01 00:00:01.5", { since: "1970", seconds: 1.5 }],
    ["1970-01-01T01:00:00+01:00", { since: "1970", seconds: 0 }],
  ])("reads %s", (text, moment) => expect(parseMoment("--from", text)).toEqual(moment));

  it.each(["", "now", "-1s", "2026-13-01", "2026-02-31", "2026-02-29T10:00Z", "2026-11", "10 parsecs"])(
    "refuses `%s`",
    (text) => expect(() => parseMoment("--from", text)).toThrow(`\`--from ${text}\` is not a`),
  );
});

it("refuses a range whose end comes first, where both are on the same clock", () => {
  const at = (since: "start" | "1970", seconds: number) => ({ since, seconds });
  expect(() => checkRange(at("start", 2), at("start", 1))).toThrow("later than `--to`");
  expect(() => checkRange(at("1970", 2), at("start", 1))).not.toThrow();
  expect(() => checkRange(undefined, at("start", 1))).not.toThrow();
});

describe("parseVmNames", () => {
  it("reads addresses in any case", () =>
    expect(parseVmNames(["02:00:00:00:00:0A=web-1"])).toEqual(new Map([["02:00:00:00:00:0a", "web-1"]])));

  it.each([
    [["web"], "does not name a machine"],
    [["02:00:00:00:00=web"], "does not name a machine"],
    [["02:00:00:00:00:01="], "does not name a machine"],
    [["02:00:00:00:00:01=a b"], "does not name a machine"],
    [["02:00:00:00:00:01=a", "02:00:00:00:00:01=b"], "has a name already"],
    [["02:00:00:00:00:01=a", "02:00:00:00:00:02=a"], "for the second time"],
  ])("refuses %s", (texts, reason) => expect(() => parseVmNames(texts)).toThrow(reason));
});
