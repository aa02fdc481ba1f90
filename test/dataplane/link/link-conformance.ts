// What every kind of link must do; each implementation's test runs it.
import { afterEach, describe, expect, it } from "vitest";
import type { Link } from "../../../dataplane/link/link.ts";
import { decodeLinkBatch, encodeLinkBatch } from "../../../dataplane/wire/link-batch.ts";
import { until } from "../event-loop.ts";

/** Both ends of an open link. */
export interface LinkUnderTest {
  readonly ends: readonly [Link, Link];
  /** Ends what the test has started, sockets and all. */
  end(): Promise<void> | void;
}

export interface LinkKindUnderTest {
  open(): Promise<LinkUnderTest> | LinkUnderTest;
  /** The same with a queue of about this many octets each way. */
  openBounded(queueBytes: number): Promise<LinkUnderTest> | LinkUnderTest;
}

function batchOf(...ids: number[]): Uint8Array {
  return encodeLinkBatch(
    ids.map((id) => ({ flags: 0, hopLimit: 16, epoch: id, bytes: new Uint8Array(100).fill(id) })),
  );
}

/** The ids of the frames; a link may cut or join batches between frames. */
function collect(link: Link): number[] {
  const ids: number[] = [];
  link.receiveBatch((batch) => {
    const decoded = decodeLinkBatch(batch);
    if (!decoded.ok) throw new Error(decoded.reason);
    for (const { epoch, bytes } of decoded.frames) ids.push(bytes[99] === (epoch & 0xff) ? epoch : -1);
  });
  return ids;
}

export function describeLinkConformance(name: string, kind: LinkKindUnderTest): void {
  describe(`${name} link`, () => {
    const opened: LinkUnderTest[] = [];
    const start = async (under: Promise<LinkUnderTest> | LinkUnderTest): Promise<readonly [Link, Link]> => {
      opened.push(await under);
      return (await under).ends;
    };
    afterEach(async () => {
      for (const under of opened.splice(0)) await under.end();
    });

    it("carries batches in order, both ways, each once", async () => {
      const [a, b] = await start(kind.open());
      const [atA, atB] = [collect(a), collect(b)];
      for (let id = 0; id < 200; id += 2) {
        expect(a.sendBatch(batchOf(id, id + 1))).toBeUndefined();
        expect(b.sendBatch(batchOf(id + 1))).toBeUndefined();
      }
      await until(() => atB.length === 200 && atA.length === 100, "all frames have come");
      expect(atB).toEqual(Array.from({ length: 200 }, (_, id) => id));
      expect(atA).toEqual(Array.from({ length: 100 }, (_, index) => 2 * index + 1));
    });

    it("keeps what comes before the handler is set", async () => {
      const [a, b] = await start(kind.open());
      a.sendBatch(batchOf(1));
      await new Promise((resolve) => setTimeout(resolve, 5));
      const atB = collect(b);
      a.sendBatch(batchOf(2));
      await until(() => atB.length === 2, "both have come");
      expect(atB).toEqual([1, 2]);
    });

    it("never calls a handler from within sendBatch", async () => {
      const [a, b] = await start(kind.open());
      let isSending = false;
      let wasNested = false;
      let count = 0;
      for (const [link, other] of [
        [a, b],
        [b, a],
      ]) {
        link.receiveBatch(() => {
          wasNested ||= isSending;
          if (++count >= 20) return;
          isSending = true;
          other.sendBatch(batchOf(1));
          isSending = false;
        });
      }
      isSending = true;
      a.sendBatch(batchOf(1));
      isSending = false;
      await until(() => count >= 20, "twenty batches have come");
      expect(wasNested).toBe(false);
    });

    it("refuses what its queue cannot hold, but no urgent batch, and keeps the order of the rest", async () => {
      const [a, b] = await start(kind.openBounded(20_000));
      const large = Uint8Array.from(batchOf(...Array.from({ length: 100 }, (_, id) => id)));
      const sent: number[] = [];
      let refused = 0;
      let mostQueued = 0; // a real clock may empty the queue between any two statements
      for (let round = 0; round < 2000 && refused < 3; round++) {
        const drop = a.sendBatch(large);
        if (drop === undefined) sent.push(...Array.from({ length: 100 }, (_, id) => id));
        else refused += 1;
        expect([undefined, "queue-full"]).toContain(drop);
        mostQueued = Math.max(mostQueued, a.queuedBytes);
      }
      expect(refused).toBe(3);
      expect(mostQueued).toBeGreaterThan(0);
      expect(a.sendBatch(batchOf(200), true)).toBeUndefined();
      const atB = collect(b);
      await until(() => atB.length === sent.length + 1, "what was taken has come");
      expect(atB).toEqual([...sent, 200]);
      await until(() => a.queuedBytes === 0, "the queue is empty");
    });

    it("delivers what it had queued when it is closed, then tells both ends once", async () => {
      const [a, b] = await start(kind.open());
      const atB = collect(b);
      collect(a);
      const told: string[] = [];
      a.onClose(() => told.push("a"));
      b.onClose(() => told.push(`b after ${atB.length}`));
      for (let id = 0; id < 50; id++) a.sendBatch(batchOf(id));
      a.close();
      a.close();
      expect(a.sendBatch(batchOf(99))).toBe("link-closed");
      await until(() => told.length === 2, "both ends know");
      expect(told.toSorted()).toEqual(["a", "b after 50"]);
      expect(atB).toEqual(Array.from({ length: 50 }, (_, id) => id));
      expect(b.sendBatch(batchOf(1))).toBe("link-closed");
    });

    it("tells a handler that is set after the end, with a reason in one sentence", async () => {
      const [a, b] = await start(kind.open());
      collect(a);
      collect(b);
      const early: string[] = [];
      b.onClose((reason) => early.push(reason));
      a.close();
      await until(() => early.length === 1, "the peer knows");
      const late: string[] = [];
      a.onClose((reason) => late.push(reason));
      await until(() => late.length === 1, "the late handler knows");
      for (const reason of [...early, ...late]) expect(reason).toMatch(/^[^\n.]+[^\n.]$/);
    });
  });
}
