// `vnet record` as a user runs it: what it writes, what it goes on with, what it refuses, and that an end in the middle loses nothing that was seen.
import { existsSync, readFileSync, statSync, truncateSync, writeFileSync } from "node:fs";
import path from "node:path";
import { spawn } from "node:child_process";
import { once } from "node:events";
import { gzipSync } from "node:zlib";
import { describe, expect, it } from "vitest";
import { describeWithReferenceData, referenceData } from "../../harness/reference-data.ts";
import { repositoryRoot, runVnet, startVnet } from "../../harness/vnet-process.ts";
import { readAll, temporaryFiles, totals } from "../../traffic/traffic-text.ts";
import { pcapFile } from "../../dataplane/capture/capture-bytes.ts";

const fileWith = temporaryFiles();
const table = "time,from,to,rate\n0,v1,v2,80000\n1,v1,v2,0\n";

/** A name for a file that is not there yet. */
function unused(name: string): string {
  const file = fileWith("place", "");
  return path.join(path.dirname(file), name);
}

describe("vnet record", () => {
  it("writes a table's traffic with the names of its machines, and goes on with the file", async () => {
    const source = fileWith("one.csv", table);
    const output = unused("one.rec");
    const first = await runVnet(["record", source, "-o", output]);
    expect(first.stderr).toBe("");
    expect(first.stdout).toMatch(
      /^recorded 20 frames of 10000 bytes, between 1 pair of machines, in 20 samples of 50 ms: \d+ bytes in /,
    );
    const size = statSync(output).size;
    const again = await runVnet(["record", source, "-o", output, "--format", "json"]);
    expect(again.stderr).toContain(`going on with \`${output}\`, which holds 20 samples`);
    expect(JSON.parse(again.stdout)).toMatchObject({
      frames: 20,
      bytes: 10_000,
      samplesBefore: 20,
      cutBytes: 0,
    });
    expect(statSync(output).size).toBeLessThan(2 * size);
    const { entries, end } = await readAll(output);
    expect(totals(entries)).toEqual(new Map([["v1>v2", { bytes: 20_000, frames: 40 }]]));
    expect(end).toEqual({ truncated: false, leftOut: [] });
  });

  it("cuts off a torn block at the end, says so, and goes on behind the whole ones", async () => {
    const source = fileWith("two.csv", table);
    const output = unused("torn.rec");
    await runVnet(["record", source, "-o", output]);
    await runVnet(["record", source, "-o", output]);
    truncateSync(output, statSync(output).size - 3);
    const { exitCode, stderr } = await runVnet(["record", source, "-o", output]);
    expect(exitCode).toBe(0);
    expect(stderr).toMatch(/ended in the middle of a block; its last \d+ bytes are cut off/);
    const { entries } = await readAll(output);
    expect(totals(entries).get("v1>v2")).toEqual({ bytes: 20_000, frames: 40 });
  });

  it("adds up as much time as it is told, and spreads it again when it is read", async () => {
    const output = unused("second.rec");
    await runVnet(["record", fileWith("every.csv", table), "-o", output, "--every", "1s"]);
    const { entries } = await readAll(output);
    expect(entries).toHaveLength(20);
    expect(totals(entries).get("v1>v2")).toEqual({ bytes: 10_000, frames: 20 });
  });

  const output = (): string => unused("refused.rec");
  it.each([
    [
      "a source that is not there",
      () => ["nowhere.pcap", "-o", output()],
      "cannot read `nowhere.pcap`: there is no such file",
    ],
    ["a source that is no traffic", () => ["package.json", "-o", output()], "its format is not known"],
    ["no output", () => [fileWith("a.csv", table)], "required option '-o, --output <file>'"],
    [
      "a sample without length",
      () => [fileWith("a.csv", table), "-o", output(), "--every", "0s"],
      "`--every 0s`",
    ],
    [
      "too short a sample",
      () => [fileWith("a.csv", table), "-o", output(), "--every", "0.5ms"],
      "expected at least 1ms",
    ],
    [
      "a folder for the output",
      () => [fileWith("a.csv", table), "-o", "test"],
      "illegal operation on a directory; name a file in it",
    ],
    [
      "an output in no folder",
      () => [fileWith("a.csv", table), "-o", "no/where.rec"],
      "no such file or directory; make its folder first",
    ],
    [
      "a full disk",
      () => [fileWith("a.csv", table), "-o", "/dev/full"],
      "no space left on device; free some space",
    ],
  ])("refuses %s", async (_, args, message) => {
    const { exitCode, stdout, stderr } = await runVnet(["record", ...args()]);
    expect(stderr).toContain(message);
    expect(stderr).not.toMatch(/^\s+at /m);
    expect(stdout).toBe("");
    expect(exitCode).toBe(2);
  });

  it.each([
    [
      "no recording",
      (file: string) => writeFileSync(file, "time,from,to,rate\n"),
      "is not a recording of vnet",
    ],
    [
      "of another version",
      (file: string) => writeFileSync(file, "vnetrec\u0002"),
      "a recording of version 2, expected version 1",
    ],
    ["damaged in its middle", (file: string) => flipAt(file, 30), "is damaged: its check sum is wrong"],
  ])("leaves a file alone that is %s", async (_, spoil, message) => {
    const source = fileWith("a.csv", table);
    const file = unused(`spoilt-${message.length}.rec`);
    await runVnet(["record", source, "-o", file]);
    spoil(file);
    const before = readFileSync(file);
    const { exitCode, stderr } = await runVnet(["record", source, "-o", file]);
    expect(stderr).toContain(message);
    expect(exitCode).toBe(2);
    expect(readFileSync(file)).toEqual(before);
  });

  it("refuses to read what it writes", async () => {
    const file = unused("itself.rec");
    await runVnet(["record", fileWith("a.csv", table), "-o", file]);
    const { exitCode, stderr } = await runVnet(["record", file, "-o", file]);
    expect(stderr).toContain("is the source itself");
    expect(exitCode).toBe(2);
  });

  it.each([
    ["SIGINT", 130],
    ["SIGKILL", null],
  ] as const)(
    "ended by %s in the middle of standard input, leaves what it had seen",
    async (signal, exitCode) => {
      const file = unused(`${signal}.rec`);
      const args = ["bin/vnet.js", "record", "-", "-o", file];
      const child = spawn(process.execPath, args, {
        cwd: repositoryRoot,
        stdio: ["pipe", "ignore", "ignore"],
      });
      const ended = once(child, "exit");
      const bytes = Uint8Array.of(2, 0, 0, 0, 0, 2, 2, 0, 0, 0, 0, 1, 8, 0, ...Array<number>(50).fill(0));
      const records = Array.from({ length: 100 }, (_, at) => ({
        seconds: 1000 + at,
        fraction: 0,
        wireLength: 64,
        bytes,
      }));
      child.stdin.write(pcapFile(true, records));
      await until(() => existsSync(file) && statSync(file).size > 100);
      child.kill(signal);
      expect((await ended)[0]).toBe(exitCode);
      const { entries, end } = await readAll(file);
      const seen = totals(entries).get("02:00:00:00:00:01>02:00:00:00:00:02");
      expect(seen?.frames).toBeGreaterThanOrEqual(99); // the sample under way ends with the next frame, or with SIGINT
      expect(seen?.bytes).toBe(64 * (seen?.frames ?? 0));
      expect(end?.truncated).toBe(false);
    },
  );

  it("records a run from the start of its application", async () => {
    const file = unused("run.rec");
    const run = startVnet([
      "run",
      "policies/ring.vnet",
      "--embedded",
      "--duration",
      "2s",
      "--format",
      "json",
      "--record",
      file,
    ]);
    const { exitCode, stdout } = await run.ended;
    expect(exitCode).toBe(0);
    const { framesSent } = JSON.parse(
      stdout.split("\n").find((line) => line.includes('"event":"result"')) ?? "{}",
    );
    const { entries } = await readAll(file);
    const frames = entries.reduce((sum, entry) => sum + entry.frames, 0);
    expect(frames).toBe(framesSent);
    expect([...totals(entries).keys()].sort()).toEqual([
      "v1>v2",
      "v1>v4",
      "v2>v1",
      "v2>v3",
      "v3>v2",
      "v3>v4",
      "v4>v1",
      "v4>v3",
    ]);
    expect(entries[0].at).toBeGreaterThan(1_700_000_000);
  });
});

describeWithReferenceData("vnet record of real traffic", () => {
  it("keeps every frame and byte of the ModbusTCP capture, in less than a tenth of the CSV and less than the CSV compressed", async () => {
    const capture = "ITI--ICS-Security-Tools/pcaps__ModbusTCP__ModbusTCP.pcap";
    const file = unused("modbus.rec");
    const { stdout } = await runVnet(["record", path.join(referenceData, "pcaps", capture), "-o", file]);
    expect(stdout).toContain("recorded 15387 frames of 1232392 bytes");
    const { entries } = await readAll(file);
    const facts = readFileSync(
      path.join(referenceData, "facts/mac-matrix", `${capture.replace("/", "__")}.csv`),
      "utf8",
    );
    const counted = [...totals(entries)].map(([pair, { bytes, frames }]) =>
      [...pair.split(">"), bytes, frames].join(","),
    );
    expect(counted.sort()).toEqual(facts.trim().split(/\r?\n/).slice(1).sort());
    const [recorded, original] = await Promise.all(
      [file, path.join(referenceData, "pcaps", capture)].map((source) =>
        runVnet(["infer", source, "--format", "json"]),
      ),
    );
    const [seen, expected] = [recorded, original].map(({ stdout: text }) => JSON.parse(text));
    expect(seen.matrix).toEqual(expected.matrix);
    expect([seen.macs, seen.frames, seen.bytes]).toEqual([expected.macs, 15_387, 1_232_392]);
    expect(seen.shape).toEqual(expected.shape);
    const csv = entries
      .map(({ at, from, to, bytes, frames }) => [at.toFixed(2), from, to, bytes, frames].join(","))
      .join("\n");
    expect(statSync(file).size).toBeLessThan(csv.length / 10);
    expect(statSync(file).size).toBeLessThan(gzipSync(csv).length);
  });

  it("keeps the 36 matrices of teal in less than half of their CSV, and less than the CSV compressed", async () => {
    const source = path.join(referenceData, "teal/B4-real-tm-36x12x12.csv");
    const file = unused("teal.rec");
    await runVnet(["record", source, "-o", file, "--every", "1s"]);
    const [original, recorded] = [await readAll(source), await readAll(file)];
    const before = totals(original.entries);
    expect(before.size).toBe(132);
    expect(totals(recorded.entries)).toEqual(before);
    expect(statSync(file).size).toBeLessThan(statSync(source).size / 2);
    expect(statSync(file).size).toBeLessThan(gzipSync(readFileSync(source)).length);
  });
});

function flipAt(file: string, offset: number): void {
  const bytes = readFileSync(file);
  bytes[offset] ^= 1;
  writeFileSync(file, bytes);
}

/** Looks again and again, bounded by the test's own limit. */
async function until(holds: () => boolean): Promise<void> {
  while (!holds()) await new Promise((resolve) => setTimeout(resolve, 50));
}
