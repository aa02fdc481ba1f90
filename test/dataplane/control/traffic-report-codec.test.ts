// The golden vector of a traffic report, shared with PROTOCOL.md.
import { readFileSync } from "node:fs";
import path from "node:path";
import { describe, expect, it } from "vitest";
import { decodeReport, encodeReport } from "../../../dataplane/control/traffic-report-codec.ts";

const golden = "01000000 00000007 00000001 020000000001 0200000000ff 4092c00000000000 4008000000000000";
const report = {
  seq: 7,
  pairs: Float64Array.of(0x0200_0000_0001, 0x0200_0000_00ff),
  bytes: Float64Array.of(1200),
  frames: Float64Array.of(3),
};

describe("traffic report", () => {
  it("is written as the golden vector says", () => {
    expect(Buffer.from(encodeReport(report)).toString("hex")).toBe(golden.replaceAll(" ", ""));
  });

  it("is read back from the golden vector", () => {
    const bytes = Buffer.from(golden.replaceAll(" ", ""), "hex");
    expect(decodeReport(bytes)).toEqual({ ok: true, report });
  });

  it("shows the same vector in PROTOCOL.md", () => {
    const page = path.join(import.meta.dirname, "../../../dataplane/control/PROTOCOL.md");
    expect(readFileSync(page, "utf8")).toContain(golden);
  });

  it.each([
    ["01000000 00000007 000000", "too-short"],
    ["02000000 00000007 00000000", "unknown-type"],
    ["01000000 00000007 00000001", "wrong-length"],
    ["01000000 00000007 ffffffff", "wrong-length"],
  ])("refuses %s: %s", (hex, reason) => {
    const bytes = Buffer.from(hex.replaceAll(" ", ""), "hex");
    expect(decodeReport(bytes)).toEqual({ ok: false, reason });
  });
});
