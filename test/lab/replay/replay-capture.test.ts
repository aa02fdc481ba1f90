// A replay into ports: which frames enter where, when and in which order, and what is left out.
import { describe, expect, it } from "vitest";
import type { CapturedFrame } from "../../../dataplane/capture/captured-frame.ts";
import { writeFrameHeader } from "../../../dataplane/ethernet/frame-header.ts";
import { framesOf } from "../../../dataplane/ethernet/frame-slab.ts";
import type { Port } from "../../../dataplane/port/port.ts";
import { replayCapture, type ReplayOptions } from "../../../lab/replay/replay-capture.ts";
import type { ReplayClock } from "../../../lab/replay/replay-clock.ts";

/** A frame of 60 octets from VM `owner` (0, 1, …; its address is 100 more), marked with a number. */
function captured(
  owner: number,
  atSeconds: number,
  mark = 0,
  more: Partial<CapturedFrame> = {},
): CapturedFrame {
  const bytes = new Uint8Array(60).fill(1);
  writeFrameHeader(bytes, 0, { destination: 1, source: 100 + owner, etherType: 0x0800 });
  bytes[14] = mark;
  return { atSeconds, bytes, wireLength: bytes.length, linkType: 1, ...more };
}

/** Time that passes only in `sleep`, in steps as coarse as a timer's. */
class TestClock implements ReplayClock {
  sleeps = 0;
  #now = 7;
  now(): number {
    return this.#now;
  }
  sleep(seconds: number): Promise<void> {
    this.sleeps++;
    this.#now += Math.ceil(seconds * 1000) / 1000;
    return Promise.resolve();
  }
}

interface Entry {
  readonly vm: number;
  readonly at: number; // seconds after the start
  readonly frames: readonly Uint8Array[];
}

async function* oneByOne(batches: readonly (readonly CapturedFrame[])[]) {
  for (const batch of batches) yield await Promise.resolve(batch);
}

async function replay(batches: readonly (readonly CapturedFrame[])[], more: Partial<ReplayOptions> = {}) {
  const clock = new TestClock();
  const entries: Entry[] = [];
  const ends = [0, 1].map((vm): Port => {
    return {
      sendBatch: (slab) => {
        entries.push({ vm, at: Math.round((clock.now() - 7) * 1e6) / 1e6, frames: framesOf(slab.slice()) });
      },
      receiveBatch() {},
      close() {},
    };
  });
  const report = await replayCapture({
    frames: oneByOne(batches),
    ownerOf: (mac) => (mac >= 100 && mac < 102 ? mac - 100 : undefined),
    ends,
    speed: 1,
    clock,
    ...more,
  });
  return { report, entries, clock, marks: entries.flatMap(({ frames }) => frames.map((frame) => frame[14])) };
}

describe("replayCapture", () => {
  it("lets each frame enter at its owner's port, at its time divided by the speed", async () => {
    const { entries, report } = await replay([[captured(0, 50), captured(1, 52)], [captured(0, 60)]], {
      speed: 4,
    });
    expect(entries.map(({ vm, at }) => [vm, at])).toEqual([
      [0, 0],
      [1, 0.5],
      [0, 2.5],
    ]);
    expect(report).toMatchObject({ played: 3, playedBytes: 180, seconds: 2.5, wasCancelled: false });
  });

  it("shares a slab among consecutive frames of a VM within a millisecond, and never reorders", async () => {
    const times = [0, 0.0004, 0.0008, 0.0009, 0.1];
    const owners = [0, 0, 1, 0, 0];
    const { entries, marks } = await replay([times.map((at, mark) => captured(owners[mark], at, mark))]);
    expect(entries.map(({ vm, frames }) => [vm, frames.length])).toEqual([
      [0, 2],
      [1, 1],
      [0, 1],
      [0, 1],
    ]);
    expect(marks).toEqual([0, 1, 2, 3, 4]);
  });

  it("keeps the file's order where its time goes back", async () => {
    const { marks, report } = await replay([[captured(0, 10, 1), captured(1, 12, 2), captured(0, 11, 3)]]);
    expect(marks).toEqual([1, 2, 3]);
    expect(report.seconds).toBeCloseTo(2);
  });

  it("counts the frames of addresses that no VM owns", async () => {
    const { report, entries } = await replay([
      [captured(5, 0), captured(0, 0), captured(6, 0), captured(5, 9)],
    ]);
    expect([...report.skipped]).toEqual([
      [105, 2],
      [106, 1],
    ]);
    expect(entries).toHaveLength(1);
  });

  it("counts what cannot enter a port", async () => {
    const { report, entries } = await replay([
      [
        captured(0, 0, 0, { bytes: new Uint8Array(13), wireLength: 60 }),
        captured(0, 0, 0, { wireLength: 4 }),
        captured(0, 0, 0, { wireLength: 0xffff_ffff }),
        captured(0, 0, 0, { linkType: 101 }),
      ],
    ]);
    expect(report.unplayable).toEqual({ "not-ethernet": 1, "too-short": 2, "too-long": 1 });
    expect(entries).toEqual([]);
  });

  it("pads a snapped frame with zeros and cuts an overlong one, to the length on the wire", async () => {
    const { entries, report } = await replay([
      [captured(0, 0, 9, { wireLength: 90 }), captured(0, 0, 8, { wireLength: 20 })],
    ]);
    const [padded, cut] = entries[0].frames;
    expect([padded.length, padded[59], padded[60], padded[89]]).toEqual([90, 1, 0, 0]);
    expect(cut).toHaveLength(20);
    expect(report.playedBytes).toBe(110);
  });

  it("lets others have their turn now and then at speed max", async () => {
    const many = Array.from({ length: 3000 }, (_, mark) => captured(0, mark, mark & 0xff));
    const { clock, marks, report } = await replay([many], { speed: "max" });
    expect(marks).toEqual(many.map((_, mark) => mark & 0xff));
    expect(clock.sleeps).toBeGreaterThanOrEqual(2);
    expect(report.seconds).toBe(0);
  });

  it("reports shortened pauses", async () => {
    const { report } = await replay([[captured(0, 0), captured(0, 1e9)]]);
    expect(report).toMatchObject({ played: 2, shortenedPauses: 1, seconds: 60 });
  });

  it("ends at once when cancelled while it waits for the time of a frame", async () => {
    const controller = new AbortController();
    const frames = oneByOne([[captured(0, 0), captured(0, 50)]]);
    const ends: Port[] = [{ sendBatch: () => controller.abort(), receiveBatch() {}, close() {} }];
    const report = await replayCapture({
      frames,
      ownerOf: () => 0,
      ends,
      speed: 1,
      signal: controller.signal,
    });
    expect(report).toMatchObject({ played: 1, wasCancelled: true });
  });

  it("ends at once when cancelled while the source is silent", async () => {
    const controller = new AbortController();
    async function* silent(): AsyncGenerator<CapturedFrame[]> {
      yield [captured(0, 0)];
      controller.abort();
      await new Promise(() => {});
    }
    const { report } = await replay([], { frames: silent(), signal: controller.signal });
    expect(report).toMatchObject({ played: 1, wasCancelled: true });
  });

  it("plays nothing when cancelled before it begins", async () => {
    const { report, entries } = await replay([[captured(0, 0)]], { signal: AbortSignal.abort() });
    expect(report).toMatchObject({ played: 0, wasCancelled: true });
    expect(entries).toEqual([]);
  });

  it("passes an error of the source on", async () => {
    // oxlint-disable-next-line require-yield
    async function* broken(): AsyncGenerator<CapturedFrame[]> {
      await Promise.reject(new Error("the disk is gone"));
    }
    await expect(replay([], { frames: broken() })).rejects.toThrow("the disk is gone");
  });
});
