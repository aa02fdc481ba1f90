// The memory port: the contract of ports, and its own bound.
import { describe, expect, it } from "vitest";
import { framesOf, slabOf } from "../../../dataplane/ethernet/frame-slab.ts";
import { createMemoryPort } from "../../../dataplane/port/memory-port.ts";
import { turns } from "../event-loop.ts";
import { describePortConformance } from "./port-conformance.ts";

describePortConformance("memory", () => {
  const { port, vm } = createMemoryPort();
  const received: Uint8Array[] = [];
  vm.receiveBatch((slab) => received.push(...framesOf(slab).map((bytes) => bytes.slice())));
  return { port, received, send: (frames) => vm.sendBatch(slabOf(frames)), end: () => vm.close() };
});

describe("memory port", () => {
  it("drops whole slabs, and counts them, for an end that does not keep up", async () => {
    const { port, vm } = createMemoryPort({ queueBytes: 200 });
    for (let id = 0; id < 4; id++) port.sendBatch(slabOf([new Uint8Array(60).fill(id)]));
    const got: number[] = [];
    vm.receiveBatch((slab) => got.push(...framesOf(slab).map((bytes) => bytes[0])));
    await turns();
    expect(got).toEqual([0, 1, 2]);
    expect(port.droppedSlabs).toBe(1);
  });

  it("is over for the daemon when the VM closes its end", async () => {
    const { port, vm } = createMemoryPort();
    let count = 0;
    port.receiveBatch(() => count++);
    vm.sendBatch(slabOf([new Uint8Array(60)]));
    vm.close();
    await turns();
    expect(count).toBe(0);
  });
});
