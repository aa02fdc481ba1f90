// The shaped link on a clock turned by hand: rate, delay, shared cards, bounds; and the contract of links in real time.
import { describe, expect, it } from "vitest";
import { createMemoryLink } from "../../../dataplane/link/memory-link.ts";
import { ShapedLink, type ShapedLinkOptions } from "../../../dataplane/shaping/shaped-link.ts";
import { Card } from "../../../dataplane/shaping/transmitter.ts";
import { decodeLinkBatch, encodeLinkBatch, linkFlags } from "../../../dataplane/wire/link-batch.ts";
import { describeLinkConformance, type LinkUnderTest } from "../link/link-conformance.ts";
import { createInstantLink } from "./instant-link.ts";
import { ManualScheduler } from "./manual-scheduler.ts";

function openShaped(options: ShapedLinkOptions): LinkUnderTest {
  const [a, b] = createMemoryLink();
  return { ends: [new ShapedLink(a, options), new ShapedLink(b, options)], end: () => a.close() };
}

describeLinkConformance("shaped", {
  open: () => openShaped({ rateBps: 50e6, delaySeconds: 0.002, card: new Card(80e6) }),
  openBounded: (queueBytes) => openShaped({ rateBps: 50e6, delaySeconds: 0.002, queueBytes }),
});

interface Arrival {
  readonly at: number;
  readonly id: number;
}

function batchOf(count: number, bytes: number, firstId = 0, flags = 0): Uint8Array {
  return encodeLinkBatch(
    Array.from({ length: count }, (_, index) => ({
      flags,
      hopLimit: 16,
      epoch: firstId + index,
      bytes: new Uint8Array(bytes),
    })),
  );
}

/** A sender shaped by `out`, a receiver shaped by `into`, and what has arrived when. */
function shapedPair(
  scheduler: ManualScheduler,
  out: ShapedLinkOptions,
  into: ShapedLinkOptions = {},
): { sender: ShapedLink; receiver: ShapedLink; arrivals: Arrival[] } {
  const [a, b] = createInstantLink();
  const sender = new ShapedLink(a, { scheduler, ...out });
  const receiver = new ShapedLink(b, { scheduler, ...into });
  const arrivals: Arrival[] = [];
  receiver.receiveBatch((batch) => {
    const decoded = decodeLinkBatch(batch);
    if (!decoded.ok) throw new Error(decoded.reason);
    for (const { epoch } of decoded.frames) arrivals.push({ at: scheduler.now(), id: epoch });
  });
  return { sender, receiver, arrivals };
}

/** Keeps the queues of these links filled for a second; answers the frames that arrived in it, for each. */
function saturate(
  scheduler: ManualScheduler,
  pairs: ReturnType<typeof shapedPair>[],
  bytes: number,
): number[] {
  for (let millisecond = 0; millisecond < 1000; millisecond++) {
    for (const { sender } of pairs) while (sender.sendBatch(batchOf(1, bytes)) === undefined);
    scheduler.advanceTo((millisecond + 1) / 1000);
  }
  return pairs.map(({ arrivals }) => arrivals.length);
}

describe("shaped link", () => {
  it.each([1e6, 10e6, 123.4e6])("carries %d bit/s to within 2 per cent over a second", (rateBps) => {
    const scheduler = new ManualScheduler();
    const [frames] = saturate(scheduler, [shapedPair(scheduler, { rateBps })], 1000);
    expect(Math.abs((frames * 8000) / rateBps - 1)).toBeLessThan(0.02);
  });

  it("delays an idle path's frame by its sending time and the delay, to the timers' millisecond", () => {
    const scheduler = new ManualScheduler();
    const { sender, arrivals } = shapedPair(scheduler, { rateBps: 1e6, delaySeconds: 0.03 });
    sender.sendBatch(batchOf(1, 1250)); // 10 ms
    scheduler.advanceTo(0.0394);
    expect(arrivals).toEqual([]);
    scheduler.advanceTo(0.0411);
    expect(arrivals.length).toBe(1);
  });

  it("sends the frames of one batch one after the other, not all with the last", () => {
    const scheduler = new ManualScheduler();
    const { sender, arrivals } = shapedPair(scheduler, { rateBps: 1e6 });
    sender.sendBatch(batchOf(4, 1250)); // 10 ms each
    scheduler.advanceTo(1);
    expect(arrivals.map(({ at, id }) => [Math.round(at * 1000), id])).toEqual([
      [10, 0],
      [20, 1],
      [30, 2],
      [40, 3],
    ]);
  });

  it("hands a batch on at once, in the same memory, where nothing is bounded", () => {
    const scheduler = new ManualScheduler();
    const { sender, arrivals } = shapedPair(scheduler, {});
    sender.sendBatch(batchOf(3, 60));
    expect(arrivals.map(({ id }) => id)).toEqual([0, 1, 2]);
  });

  it("divides a sender's card among its links", () => {
    const scheduler = new ManualScheduler();
    const card = new Card(10e6);
    const frames = saturate(
      scheduler,
      [shapedPair(scheduler, { card }), shapedPair(scheduler, { card })],
      1000,
    );
    expect(Math.abs(((frames[0] + frames[1]) * 8000) / 10e6 - 1)).toBeLessThan(0.02);
    expect(frames[0] / frames[1]).toBeGreaterThan(0.8);
    expect(frames[0] / frames[1]).toBeLessThan(1.25);
  });

  it("bounds what comes in over all links of a host by its card, drops the rest and counts it", () => {
    const scheduler = new ManualScheduler();
    const card = new Card(10e6);
    const pairs = [1, 2].map(() => shapedPair(scheduler, { rateBps: 10e6 }, { card }));
    const frames = saturate(scheduler, pairs, 1000);
    expect(Math.abs(((frames[0] + frames[1]) * 8000) / 10e6 - 1)).toBeLessThan(0.02);
    expect(pairs[0].receiver.droppedIncoming + pairs[1].receiver.droppedIncoming).toBeGreaterThan(0);
  });

  it("does not slow down a path through two cards of its own rate", () => {
    const scheduler = new ManualScheduler();
    const pair = shapedPair(scheduler, { card: new Card(10e6) }, { card: new Card(10e6) });
    expect(Math.abs((saturate(scheduler, [pair], 1000)[0] * 8000) / 10e6 - 1)).toBeLessThan(0.02);
    expect(pair.receiver.droppedIncoming).toBe(0);
  });

  it("refuses batches beyond 100 ms at the rate, or 64 KiB if that is more", () => {
    const accepted = (rateBps: number): number => {
      const { sender } = shapedPair(new ManualScheduler(), { rateBps });
      let count = 0;
      while (sender.sendBatch(batchOf(1, 992)) === undefined) count += 1; // 1000 with the link header
      return count;
    };
    expect(accepted(1e6)).toBe(65);
    expect(accepted(80e6)).toBe(1000);
  });

  it("takes a batch that is larger than the queue when nothing is queued", () => {
    const { sender } = shapedPair(new ManualScheduler(), { rateBps: 1e6, queueBytes: 1000 });
    expect(sender.sendBatch(batchOf(10, 1000))).toBeUndefined();
    expect(sender.sendBatch(batchOf(1, 60))).toBe("queue-full");
  });

  it("counts as queued what has not departed, not what is under way", () => {
    const scheduler = new ManualScheduler();
    const { sender } = shapedPair(scheduler, { rateBps: 1e6, delaySeconds: 5 });
    sender.sendBatch(batchOf(4, 1250));
    expect(sender.queuedBytes).toBe(4 * 1258);
    scheduler.advanceTo(0.025);
    expect(sender.queuedBytes).toBe(2 * 1258);
    scheduler.advanceTo(0.05);
    expect(sender.queuedBytes).toBe(0);
  });

  it("never refuses or drops a marker, at either end, and keeps it in its place", () => {
    const scheduler = new ManualScheduler();
    const { sender, arrivals } = shapedPair(
      scheduler,
      { rateBps: 10e6, queueBytes: 5000 },
      { card: new Card(1e6), queueBytes: 5000 },
    );
    let id = 0;
    while (sender.sendBatch(batchOf(1, 1000, id)) === undefined) id += 1;
    expect(sender.sendBatch(batchOf(1, 16, 1000, linkFlags.marker), true)).toBeUndefined();
    scheduler.advanceTo(0.004);
    while (sender.sendBatch(batchOf(1, 1000, id)) === undefined) id += 1;
    scheduler.advanceTo(1);
    const ids = arrivals.map((arrival) => arrival.id);
    expect(ids.filter((each) => each === 1000)).toEqual([1000]);
    expect(ids.filter((each) => each !== 1000)).toEqual(
      ids.filter((each) => each !== 1000).toSorted((a, b) => a - b),
    );
    expect(arrivals.length).toBeLessThan(id + 1); // the incoming card did drop others
  });

  it("delivers what waits at the receiver's card before it tells the end", () => {
    const scheduler = new ManualScheduler();
    const { sender, receiver, arrivals } = shapedPair(scheduler, {}, { card: new Card(1e6) });
    const told: number[] = [];
    receiver.onClose(() => told.push(arrivals.length));
    sender.sendBatch(batchOf(4, 1250));
    sender.close();
    expect(told).toEqual([]);
    scheduler.advanceTo(1);
    expect(told).toEqual([4]);
  });
});
