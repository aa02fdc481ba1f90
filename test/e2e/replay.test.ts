// A real capture replayed through the embedded network: what is counted equals what the capture holds.
import { readFileSync } from "node:fs";
import path from "node:path";
import { describe, expect, it } from "vitest";
import type { RunEvent } from "../../cli/report/run-event.ts";
import { describeWithReferenceData, referenceData } from "../harness/reference-data.ts";
import { lastEvent, runVnet } from "../harness/vnet-process.ts";
import { temporaryFiles } from "../traffic/traffic-text.ts";

const fileWith = temporaryFiles();

const capture = "ITI--ICS-Security-Tools/pcaps__ModbusTCP__ModbusTCP.pcap";

const capturePath = path.join(referenceData, "pcaps", capture);
type Replayed = Extract<RunEvent, { event: "replayed" }>;

describeWithReferenceData("vnet run --replay", () => {
  it.each([
    ["the ModbusTCP capture", async () => capturePath],
    [
      "a recording of the ModbusTCP capture",
      async () => {
        const recording = path.join(path.dirname(fileWith("place", "")), "modbus.rec");
        await runVnet(["record", capturePath, "-o", recording]);
        return recording;
      },
    ],
  ])(
    "counts %s exactly and links the heaviest pairs",
    async (_, source) => {
      const { exitCode, stdout } = await runVnet(
        `run policies/modbus.vnet --embedded --format json --speed 10 --replay ${await source()}`.split(" "),
        { limitSeconds: 50 },
      );
      expect(exitCode).toBe(0);
      const result = lastEvent<Replayed>(stdout, "replayed");
      const facts = readFileSync(
        path.join(referenceData, "facts/mac-matrix", `${capture.replace("/", "__")}.csv`),
        "utf8",
      );
      const expected = facts.trim().split(/\r?\n/).slice(1).sort();
      const counted = result.matrix.map(({ source: from, destination, bytes, frames }) =>
        [from, destination, bytes, frames].join(","),
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
    },
    60_000,
  );
});

describe("vnet run --replay of a table", () => {
  it("sends frames at its rates between the VMs that it names, whatever their addresses", async () => {
    const policy = fileWith(
      "two.vnet",
      `network two {
  proxy gw
  host a..b
  vm v1 on a { mac: 02:00:00:00:00:01 }
  vm v2 on b
  path any <-> any { rate: 100 Mbps, delay: 1 ms }
}`,
    );
    const table = fileWith(
      "two.csv",
      "time,from,to,rate\n0,v1,v2,800000\n1,v1,v2,0\n0,v2,v1,80000\n1,v2,v1,0\n",
    );
    const { exitCode, stdout } = await runVnet(
      ["run", policy, "--embedded", "--format", "json", "--replay", table],
      { limitSeconds: 30 },
    );
    expect(exitCode).toBe(0);
    const result = lastEvent<Replayed>(stdout, "replayed");
    expect(result.matrix).toMatchObject([
      { from: "v1", to: "v2", source: "02:00:00:00:00:01", frames: 80, bytes: 100_000 },
      { from: "v2", to: "v1", frames: 20, bytes: 10_000 },
    ]);
    expect(result).toMatchObject({ skipped: [], frames: 100, bytes: 110_000, fault: null });
    expect(result.seconds).toBeGreaterThan(0.9);
  }, 40_000);

  it("refuses more than one process carries before anything is started, and says how fast it could be", async () => {
    const table = fileWith("much.csv", "time,from,to,rate\n0,v1,v2,20000000000\n1,v1,v2,0\n");
    const { exitCode, stdout, stderr } = await runVnet([
      "run",
      "policies/ring.vnet",
      "--embedded",
      "--replay",
      table,
    ]);
    expect(stdout).toBe("");
    expect(stderr).toContain(
      `cannot replay \`${table}\` at 1 times its speed: 0.0 s after its start it has 20.0 Gbit/s, and one process carries 2; try \`--speed 0.05\``,
    );
    expect(exitCode).toBe(2);
  });
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
