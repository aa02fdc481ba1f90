// The workload in its real thread, over memory ports joined by a loop that stands for the network.
import { afterEach, describe, expect, it } from "vitest";
import { framesOf, slabOf } from "../../../dataplane/ethernet/frame-slab.ts";
import { readDestination } from "../../../dataplane/ethernet/frame-header.ts";
import { createMemoryPort } from "../../../dataplane/port/memory-port.ts";
import { startWorkload, type Workload } from "../../../lab/workload/start-workload.ts";
import { ringWorkload } from "../../../lab/workload/workload-options.ts";

const vms = [1, 2, 3].map((number) => ({
  name: `v${number}`,
  mac: 0x020000000000 + number,
  ip: 0x0a000000 + number,
}));
const cleanUps: (() => unknown)[] = [];
afterEach(async () => {
  for (const cleanUp of cleanUps.splice(0)) await cleanUp();
});

function startOverMemory(): { workload: Workload; iterations: (count: number) => Promise<void> } {
  const cards = vms.map(() => createMemoryPort());
  for (const { port } of cards)
    port.receiveBatch((slab) => {
      for (const frame of framesOf(slab))
        cards[vms.findIndex((vm) => vm.mac === readDestination(frame, 0))].port.sendBatch(slabOf([frame]));
    });
  const workload = startWorkload({
    ...ringWorkload(vms),
    computeSeconds: 0.001,
    ends: cards.map(({ vm }) => vm),
  });
  cleanUps.push(
    () => workload.close(),
    ...cards.map(
      ({ vm }) =>
        () =>
          vm.close(),
    ),
  );
  return {
    workload,
    async iterations(count) {
      for (let polls = 0; workload.iterations().length < count; polls++) {
        if (polls === 2000) throw new Error(`only ${workload.iterations().length} iterations of ${count}`);
        await new Promise((resolve) => setTimeout(resolve, 5));
      }
    },
  };
}

describe("startWorkload", () => {
  it("runs in its thread, counts every frame at both ends, and is quiet when asked", async () => {
    const { workload, iterations } = startOverMemory();
    workload.start();
    await iterations(5);
    const ledger = await workload.quiesce();
    expect(ledger).toMatchObject({ framesLost: 0, framesDuplicated: 0, framesReordered: 0, stalled: 0 });
    expect(ledger.flows).toHaveLength(6);
    const times = workload.iterations();
    expect(times.toSorted((a, b) => a - b)).toEqual(times);
    const now = (performance.timeOrigin + performance.now()) / 1000;
    expect(times.every((time) => time > now - 60 && time <= now + 0.1)).toBe(true);
  });

  it("ends at once when closed, and says so to whoever waits for the ledger", async () => {
    const { workload, iterations } = startOverMemory();
    workload.start();
    await iterations(1);
    await workload.close();
    await expect(workload.quiesce()).rejects.toMatchObject({
      code: "VNET_ERR_WORKLOAD_ENDED",
      message: "the workload has ended",
    });
  });

  it("can be closed before it has begun", async () => {
    const { workload } = startOverMemory();
    await workload.close();
    expect(workload.iterations()).toEqual([]);
  });

  it("reports a failure of its thread", async () => {
    const flow = { from: 9, to: 0, windowFrames: 1, payloadBytes: 64 }; // there is no such VM
    const ends = vms.map(() => createMemoryPort().vm);
    const workload = startWorkload({ ...ringWorkload(vms), flow, ends });
    cleanUps.push(() => workload.close());
    workload.start();
    await expect(workload.quiesce()).rejects.toMatchObject({
      code: "VNET_ERR_WORKLOAD_ENDED",
      message: expect.stringMatching(/^the workload failed: /),
    });
  });
});
