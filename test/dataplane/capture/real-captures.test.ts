// Every real capture read against the facts that were computed about it by other means.
import { createReadStream } from "node:fs";
import { expect, it } from "vitest";
import {
  ethernetLinkType,
  type CapturedFrame,
  type CaptureEnd,
} from "../../../dataplane/capture/captured-frame.ts";
import { readCapture } from "../../../dataplane/capture/read-capture.ts";
import { frameHeaderBytes, readDestination, readSource } from "../../../dataplane/ethernet/frame-header.ts";
import { formatMac } from "../../../dataplane/ethernet/mac-address.ts";
import { describeWithReferenceData } from "../../harness/reference-data.ts";
import { captureFacts, capturePath, macMatrix } from "./real-captures.ts";

async function readWhole(name: string): Promise<{ frames: CapturedFrame[]; end: CaptureEnd }> {
  const batches = readCapture(createReadStream(capturePath(name), { highWaterMark: 4099 }));
  const frames: CapturedFrame[] = [];
  for (;;) {
    const next = await batches.next();
    if (next.done === true) return { frames, end: next.value };
    frames.push(...next.value);
  }
}

/** Lines `src,dst,wire_bytes,frames` of the Ethernet frames, sorted. */
function matrixOf(frames: readonly CapturedFrame[]): string[] {
  const pairs = new Map<string, { bytes: number; frames: number }>();
  for (const { bytes, wireLength, linkType } of frames) {
    if (linkType !== ethernetLinkType || bytes.length < frameHeaderBytes) continue;
    const key = `${formatMac(readSource(bytes, 0))},${formatMac(readDestination(bytes, 0))}`;
    const soFar = pairs.get(key) ?? { bytes: 0, frames: 0 };
    pairs.set(key, { bytes: soFar.bytes + wireLength, frames: soFar.frames + 1 });
  }
  return [...pairs].map(([key, sum]) => `${key},${sum.bytes},${sum.frames}`).toSorted();
}

const roundToMicroseconds = (time: number | undefined): number | undefined =>
  time === undefined ? undefined : Math.round(time * 1e6);

const sum = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0);

describeWithReferenceData("real captures", () => {
  it("are there in number", () => {
    expect(captureFacts().length).toBeGreaterThanOrEqual(130);
    expect(captureFacts().filter(([name]) => macMatrix(name) !== undefined)).toHaveLength(8);
  });

  it.each(captureFacts())("%s holds what is known about it", async (name, facts) => {
    const { frames, end } = await readWhole(name);
    const ethernet = frames.filter((frame) => frame.linkType === ethernetLinkType);
    expect({
      frames: frames.length,
      notEthernet: frames.length - ethernet.length,
      short: ethernet.filter((frame) => frame.bytes.length < frameHeaderBytes).length,
      wireBytes: sum(frames.map((frame) => frame.wireLength)),
      capturedBytes: sum(frames.map((frame) => frame.bytes.length)),
      snapped: frames.filter((frame) => frame.bytes.length < frame.wireLength).length,
      overlong: frames.filter((frame) => frame.bytes.length > frame.wireLength).length,
      counted: end.frames,
      truncated: end.truncated,
    }).toEqual({
      frames: facts.frames,
      notEthernet: facts.frames_non_ethernet,
      short: facts.frames_shorter_than_14,
      wireBytes: facts.wire_bytes,
      capturedBytes: facts.captured_bytes,
      snapped: facts.frames_truncated_by_snaplen,
      overlong: facts.frames_caplen_gt_origlen,
      counted: facts.frames,
      truncated: facts.error !== null,
    });

    const { first_ts, min_ts, max_ts, time_goes_backwards } = facts;
    const times = frames.map((frame) => frame.atSeconds).filter((time) => !Number.isNaN(time));
    const ascending = times.toSorted((a, b) => a - b);
    expect(
      [times[0], ascending[0], ascending.at(-1)].map(roundToMicroseconds),
      "first, least and greatest time",
    ).toEqual([first_ts, min_ts, max_ts].map(roundToMicroseconds));
    expect(times.some((time, index) => time < times[index - 1])).toBe(time_goes_backwards ?? false);

    const matrix = matrixOf(frames);
    const cells = matrix.map((line) => line.split(","));
    expect(matrix).toHaveLength(facts.distinct_directed_pairs);
    expect(new Set(cells.map(([source]) => source)).size).toBe(facts.distinct_src_macs);
    expect(new Set(cells.flatMap(([source, destination]) => [source, destination])).size).toBe(
      facts.distinct_macs,
    );
    expect(matrix).toEqual(
      expect.arrayContaining(
        facts.top5_directed.map((top) => `${top.src},${top.dst},${top.bytes},${top.frames}`),
      ),
    );
    expect(matrix).toEqual(macMatrix(name) ?? matrix);
  });
});
