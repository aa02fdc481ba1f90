// What the options of `vnet run` accept.
import { describe, expect, it } from "vitest";
import { parseDuration, parseListen, parseSpeed, parseControllerUrl } from "../../../cli/run/run-settings.ts";

describe("run settings", () => {
  it("reads addresses of both families", () => {
    expect(parseListen("127.0.0.1:7400")).toEqual({ host: "127.0.0.1", port: 7400 });
    expect(parseListen("[::1]:0")).toEqual({ host: "::1", port: 0 });
    for (const text of ["7400", ":7400", "::1:7400", "a:70000", "a:b"])
      expect(() => parseListen(text)).toThrow("is not an address");
  });

  it("reads durations with a unit, and plain seconds", () => {
    expect(["8s", "8 s", "500ms", "2min", "1.5"].map((text) => parseDuration("--duration", text))).toEqual([
      8, 8, 0.5, 120, 1.5,
    ]);
    for (const text of ["", "0s", "-1s", "8 parsecs", "1e3s"])
      expect(() => parseDuration("--duration", text)).toThrow("is not a duration");
  });

  it("refuses durations that no timer can wait, which would end at once", () => {
    expect(parseDuration("--duration", "500h")).toBe(1_800_000);
    for (const text of ["597h", "999999min", "99999999999999999999s"])
      expect(() => parseDuration("--duration", text)).toThrow("is too long");
  });

  it("reads speeds", () => {
    expect(["10", "0.5", "max"].map(parseSpeed)).toEqual([10, 0.5, "max"]);
    for (const text of ["", "0", "-1", "fast", "Infinity"])
      expect(() => parseSpeed(text)).toThrow("is not a speed");
  });
});

describe("the URL of a controller", () => {
  it("is refused, and not shown, with a user name or a password in it", () => {
    expect(parseControllerUrl("wss://example.test:7400")).toBe("wss://example.test:7400");
    for (const text of ["ws://user@127.0.0.1:1", "ws://user:secret@127.0.0.1:1"])
      expect(() => parseControllerUrl(text)).toThrow(
        /^the URL of `--join` names a user or a password, expected neither: `--token-file` says who one is$/,
      );
  });
});
