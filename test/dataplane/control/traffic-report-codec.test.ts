// The golden vector of a traffic report, shared with PROTOCOL.md.
import { readFileSync } from "node:fs";
import path from "node:path";
import { describe, expect, it } from "vitest";
import { encodeReport } from "../../../dataplane/control/traffic-report-codec.ts";
import { newDecoder, readReport } from "./read-report.ts";

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
    expect(readReport(bytes)).toEqual(report);
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
    expect(readReport(bytes)).toBe(reason);
  });

  it("tells by the same places that a report has the same counters as the one before", () => {
    const decoder = newDecoder();
    const placesOf = (since: number, ...destinations: number[]): Uint32Array | undefined => {
      const decoded = decoder.decode(
        encodeReport({
          ...report,
          pairs: Float64Array.from(destinations.flatMap((destination) => [1, destination])),
          since: new Uint32Array(destinations.length).fill(since),
          bytes: new Float64Array(destinations.length),
          frames: new Float64Array(destinations.length),
        }),
      );
      return decoded.ok ? decoded.report.places : undefined;
    };
    const first = placesOf(5, 7, 8, 9);
    expect(placesOf(5, 7, 8, 9)).toBe(first);
    expect(placesOf(5, 7, 9)).toEqual(Uint32Array.of(0, 2));
    expect(placesOf(6, 7, 9)).toEqual(Uint32Array.of(3, 4));
    expect(placesOf(5, 9, 8, 7, 7)).toEqual(Uint32Array.of(2, 1, 0, 0));
    expect(first).toEqual(Uint32Array.of(0, 1, 2));
  });
});
