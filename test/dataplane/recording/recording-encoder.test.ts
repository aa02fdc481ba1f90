// The golden vector of a recording, shared with RECORDING.md, and what an encoder refuses.
import { readFileSync } from "node:fs";
import { crc32 } from "node:zlib";
import { describe, expect, it } from "vitest";
import { RecordingEncoder } from "../../../dataplane/recording/recording-encoder.ts";
import { readRecording, recordingOf, type SpeltSample } from "./recordings.ts";

const page = readFileSync(new URL("../../../dataplane/recording/RECORDING.md", import.meta.url), "utf8");
const [, block = ""] = /## Vector[\s\S]*?```\n([\s\S]*?)```/.exec(page) ?? [];
const vector = block.replaceAll(/\s/g, "");

const v1 = { mac: 0x0200_0000_0001, name: "v1" };
const second = { mac: 0x0200_0000_0002, name: "" };
const n7 = { mac: 0x0200_0000_0003, name: "n7" };
const first: SpeltSample = {
  start: 0,
  end: 50_000,
  traffic: [{ from: v1, to: second, bytes: 300, frames: 2 }],
};
const next: SpeltSample = {
  start: 50_000,
  end: 100_000,
  traffic: [
    { from: v1, to: second, bytes: 290, frames: 2 },
    { from: second, to: n7, bytes: 60, frames: 1 },
  ],
};
const silence: SpeltSample = { start: 1_000_000, end: 1_000_000, traffic: [] };

describe("recording encoder", () => {
  it("writes the vector that the page shows", () => {
    expect(Buffer.from(recordingOf([[first], [next, silence]])).toString("hex")).toBe(vector);
  });

  it("reads it back", () => {
    const { samples, end } = readRecording(Buffer.from(vector, "hex"));
    expect(samples).toEqual([first, next, silence]);
    expect(end).toEqual({ samples: 3, wholeBytes: vector.length / 2 });
  });

  it("passes over blocks of a kind that it does not know", () => {
    const file = recordingOf([[first], [next]]);
    const unknown = Buffer.from("0900000000000000", "hex");
    const check = Buffer.alloc(4);
    check.writeUInt32BE(crc32(unknown));
    const { samples, end } = readRecording(Buffer.concat([file, unknown, check]));
    expect(samples).toEqual([first, next]);
    expect(end.fault).toBeUndefined();
  });

  it("splits a sample of many pairs, and gives it back whole", () => {
    const traffic = Array.from({ length: 3000 }, (_, index) => ({
      from: { mac: index, name: `machine-${index}` },
      to: v1,
      bytes: index,
      frames: 1,
    }));
    const { samples } = readRecording(recordingOf([[{ start: 0, end: 1_000_000, traffic }]]));
    expect(samples.map(({ start, end }) => [start, end])).toEqual(Array(3).fill([0, 1_000_000]));
    expect(samples.flatMap((sample) => sample.traffic)).toEqual(traffic);
  });

  it("begins a new session before a table is full", () => {
    const hub = { mac: 2 ** 40, name: "hub" };
    const machines = Array.from({ length: 140_000 }, (_, mac) => ({
      from: { mac, name: "" },
      to: hub,
      bytes: 1,
      frames: 1,
    }));
    const { samples, end } = readRecording(recordingOf([[{ start: 0, end: 1, traffic: machines }]]));
    expect(samples.reduce((sum, { traffic }) => sum + traffic.length, 0)).toBe(machines.length);
    expect(end.fault).toBeUndefined();
  });

  it.each<[string, Partial<Record<"start" | "end" | "bytes" | "frames", number>> & { name?: string }]>([
    ["half a byte", { bytes: 0.5 }],
    ["less than nothing", { bytes: -1 }],
    ["more than the format holds", { frames: 2 ** 52 }],
    ["a time before 1970", { start: -1 }],
    ["a span that ends before it starts", { start: 2, end: 1 }],
    ["a name of more than 255 octets", { name: "é".repeat(128) }],
  ])("refuses %s", (_, { start = 0, end = 0, bytes = 1, frames = 1, name = "a" }) => {
    const encoder = new RecordingEncoder(() => name);
    const sample = { startSeconds: start, endSeconds: end, source: [1], destination: [2] };
    const add = (): unknown => encoder.add({ ...sample, bytes: [bytes], frames: [frames] });
    expect(add).toThrow(RangeError);
  });
});
