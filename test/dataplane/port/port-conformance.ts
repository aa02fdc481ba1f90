// What every kind of port must do; each implementation's test runs it.
import { afterEach, describe, expect, it } from "vitest";
import { framesOf, slabOf } from "../../../dataplane/ethernet/frame-slab.ts";
import type { Port } from "../../../dataplane/port/port.ts";
import { turns, until } from "../event-loop.ts";

/** A port under test and the VM behind it, with plain frames instead of slabs. */
export interface PortUnderTest {
  readonly port: Port;
  /** Makes the VM send these frames. */
  send(frames: readonly Uint8Array[]): void;
  /** Frames that the VM has received so far. */
  readonly received: readonly Uint8Array[];
  /** Ends what the test has started. */
  end(): Promise<void> | void;
}

function frame(id: number, length = 60): Uint8Array {
  return new Uint8Array(length).fill(id);
}

const ids = (frames: readonly Uint8Array[]): number[] => frames.map((bytes) => bytes[0]);

export function describePortConformance(
  kind: string,
  open: () => Promise<PortUnderTest> | PortUnderTest,
): void {
  describe(`${kind} port`, () => {
    const opened: PortUnderTest[] = [];
    const start = async (): Promise<PortUnderTest> => {
      const under = await open();
      opened.push(under);
      return under;
    };
    afterEach(async () => {
      for (const under of opened.splice(0)) await under.end();
    });

    it("gives the VM the frames in order and unchanged", async () => {
      const under = await start();
      under.port.sendBatch(slabOf([frame(1, 14), frame(2, 1514)]));
      under.port.sendBatch(slabOf([frame(3, 60)]));
      await until(() => under.received.length === 3, "the VM has three frames");
      expect(under.received.map((bytes) => [bytes[0], bytes.length])).toEqual([
        [1, 14],
        [2, 1514],
        [3, 60],
      ]);
    });

    it("hands over what the VM sends, in order", async () => {
      const under = await start();
      const got: number[] = [];
      under.port.receiveBatch((slab) => got.push(...ids(framesOf(slab))));
      under.send([frame(1), frame(2)]);
      under.send([frame(3)]);
      await until(() => got.length === 3, "three frames have come");
      expect(got).toEqual([1, 2, 3]);
    });

    it("has taken the frames when sendBatch returns, so that the slab can be used again", async () => {
      const under = await start();
      const slab = slabOf([frame(1)]);
      under.port.sendBatch(slab);
      slab.fill(0xee);
      await until(() => under.received.length === 1, "the VM has the frame");
      expect(ids(under.received)).toEqual([1]);
    });

    it("never calls the handler from within sendBatch", async () => {
      const under = await start();
      let isSending = false;
      let wasNested = false;
      let count = 0;
      under.port.receiveBatch((slab) => {
        wasNested ||= isSending;
        count += framesOf(slab).length;
      });
      under.send([frame(1)]);
      isSending = true;
      for (let round = 0; round < 10; round++) under.port.sendBatch(slabOf([frame(2)]));
      isSending = false;
      await until(() => count === 1, "the frame has come");
      expect(wasNested).toBe(false);
    });

    it("delivers nothing and drops what it is given after close", async () => {
      const under = await start();
      const got: number[] = [];
      under.port.receiveBatch((slab) => got.push(...ids(framesOf(slab))));
      under.port.close();
      under.send([frame(1)]);
      under.port.sendBatch(slabOf([frame(2)]));
      await turns();
      expect(got).toEqual([]);
      expect(under.received).toEqual([]);
      under.port.close(); // once more does no harm
    });
  });
}
