// The log writes JSON lines with the fields that the table promises, and only from its level on.
import { afterEach, describe, expect, it, vi } from "vitest";
import { openLog } from "../../../cli/log/open-log.ts";

let written: string[] = [];
vi.spyOn(process.stderr, "write").mockImplementation((text) => written.push(String(text)) > 0);
afterEach(() => {
  written = [];
});

describe("a log", () => {
  it("has one JSON object a line, stamped, with names instead of numbers", async () => {
    const log = await openLog({ level: "info", format: "json", role: "daemon", host: "a" });
    log.write("link-down", "link to `b` is down", { peer: "b", reason: "lost" });
    log.write("stopped", "stopped: SIGTERM", { reason: "SIGTERM", exitCode: 143, seconds: 0.1 + 0.2 });
    expect(written).toHaveLength(2);
    const lines = written.map((line) => JSON.parse(line) as Record<string, unknown>);
    expect(Object.keys(lines[0])).toEqual([
      "level",
      "time",
      "role",
      "host",
      "pid",
      "event",
      "peer",
      "reason",
      "msg",
    ]);
    expect(lines[0]).toMatchObject({
      level: "warn",
      role: "daemon",
      host: "a",
      event: "link-down",
      peer: "b",
    });
    expect(lines[0]["time"]).toMatch(/^\d{4}-\d\d-\d\dT[\d:]{8}\.\d{3}Z$/);
    expect(lines[1]).toMatchObject({ seconds: 0.3, exitCode: 143 });
  });

  it.each([
    ["trace", ["report", "measured", "joined", "controller-lost"]],
    ["debug", ["measured", "joined", "controller-lost"]],
    ["info", ["joined", "controller-lost"]],
    ["warn", ["controller-lost"]],
    ["error", []],
    ["silent", []],
  ] as const)("at %s leaves out what is below", async (level, events) => {
    const log = await openLog({ level, format: "json", role: "controller" });
    log.write("report", "a report", { host: "a", seq: 1, pairs: 2 });
    log.write("measured", "measured", { seconds: 1 });
    log.write("joined", "joined", { url: "ws://x", epoch: 0 });
    log.write("controller-lost", "lost", {});
    expect(written.map((line) => (JSON.parse(line) as { event: string }).event)).toEqual(events);
  });

  it("passes on the lines of a child in its own form", async () => {
    const line = JSON.stringify({ level: "info", role: "daemon", host: "gw", msg: "link to `a` is up" });
    (await openLog({ level: "info", format: "json", role: "controller" })).relay(line);
    (await openLog({ level: "info", format: "human", role: "controller" })).relay(line);
    expect(written).toEqual([`${line}\n`, "daemon `gw`: link to `a` is up\n"]);
  });
});
