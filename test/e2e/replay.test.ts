// A real capture replayed through the embedded network: what is counted equals what the capture holds.
import { readFileSync } from "node:fs";
import path from "node:path";
import { describe, expect, it } from "vitest";
import type { RunEvent } from "../../cli/report/run-event.ts";
import { hasReferenceData, referenceData, withoutReferenceData } from "../harness/reference-data.ts";
import { lastEvent, runVnet } from "../harness/vnet-process.ts";

const capture = "ITI--ICS-Security-Tools/pcaps__ModbusTCP__ModbusTCP.pcap";

describe("vnet run --replay", () => {
  it("counts the ModbusTCP capture exactly and links the heaviest pairs", async (context) => {
    if (!hasReferenceData) return context.skip(withoutReferenceData);
    const { exitCode, stdout } = await runVnet(
      `run policies/modbus.vnet --embedded --format json --speed 10 --replay ${path.join(referenceData, "pcaps", capture)}`.split(
        " ",
      ),
      { limitSeconds: 50 },
    );
    expect(exitCode).toBe(0);
    const result = lastEvent<Extract<RunEvent, { event: "replayed" }>>(stdout, "replayed");
    const facts = readFileSync(
      path.join(referenceData, "facts/mac-matrix", `${capture.replace("/", "__")}.csv`),
      "utf8",
    );
    const expected = facts.trim().split(/\r?\n/).slice(1).sort();
    const counted = result.matrix.map(({ source, destination, bytes, frames }) =>
      [source, destination, bytes, frames].join(","),
    );
    expect(counted.sort()).toEqual(expected);
    expect(result).toMatchObject({
      frames: 15_387,
      bytes: 1_232_392,
      skipped: [],
      truncated: false,
      fault: null,
    });
    expect(result.linksAdded).toBe(4);
    expect(result.links.map((ends) => ends.join(" ")).sort()).toEqual(heaviestPairs(result.matrix, 4));
  }, 60_000);
});

/** The hosts of the VM pairs that exchanged most, both ways added: `control cNN` for `master` and `uNN`. */
function heaviestPairs(matrix: Extract<RunEvent, { event: "replayed" }>["matrix"], count: number): string[] {
  const sums = new Map<string, number>();
  for (const { from, to, bytes } of matrix) {
    const unit = from === "master" ? to : from;
    sums.set(unit, (sums.get(unit) ?? 0) + bytes);
  }
  return [...sums]
    .sort((a, b) => b[1] - a[1])
    .slice(0, count)
    .map(([unit]) => `control ${unit.replace("u", "c")}`)
    .sort();
}
