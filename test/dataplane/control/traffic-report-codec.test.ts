// The golden vector of a traffic report, shared with PROTOCOL.md.
import { readFileSync } from "node:fs";
import path from "node:path";
import { describe, expect, it } from "vitest";
import { decodeReport, encodeReport } from "../../../dataplane/control/traffic-report-codec.ts";

const golden = [
  "02000000 00000007 00000001 00000000",
  "4092c00000000000 4008000000000000",
  "404e000000000000 3ff0000000000000",
  "0000000000000000 0000000000000000",
  "020000000001 0200000000ff 00000005 4092c00000000000 4008000000000000",
];
const header = golden.slice(0, 4).join("").replaceAll(" ", "");
const report = {
  seq: 7,
  unicast: { bytes: 1200, frames: 3 },
  broadcast: { bytes: 60, frames: 1 },
  multicast: { bytes: 0, frames: 0 },
  since: Uint32Array.of(5),
  pairs: Float64Array.of(0x0200_0000_0001, 0x0200_0000_00ff),
  bytes: Float64Array.of(1200),
  frames: Float64Array.of(3),
};

describe("traffic report", () => {
  it("is written as the golden vector says", () => {
    expect(Buffer.from(encodeReport(report)).toString("hex")).toBe(golden.join("").replaceAll(" ", ""));
  });

  it("is read back from the golden vector", () => {
    const bytes = Buffer.from(golden.join("").replaceAll(" ", ""), "hex");
    expect(decodeReport(bytes)).toEqual({ ok: true, report });
  });

  it("shows the same vector in PROTOCOL.md", () => {
    const page = path.join(import.meta.dirname, "../../../dataplane/control/PROTOCOL.md");
    expect(readFileSync(page, "utf8")).toContain(golden.join("\n"));
  });

  it.each([
    ["02000000 00000007 00000000", "too-short"],
    [`01${header.slice(2)}`, "unknown-type"],
    [header, "wrong-length"],
    [`${header.slice(0, 16)}ffffffff${header.slice(24)}`, "wrong-length"],
  ])("refuses %s: %s", (hex, reason) => {
    const bytes = Buffer.from(hex.replaceAll(" ", ""), "hex");
    expect(decodeReport(bytes)).toEqual({ ok: false, reason });
  });
});
