// The whole workload on simulated time over simulated networks: sound ones, lossy ones, dead ones.
import { describe, expect, it } from "vitest";
import { framesOf, slabOf } from "../../../dataplane/ethernet/frame-slab.ts";
import { readDestination, readSource } from "../../../dataplane/ethernet/frame-header.ts";
import { WorkloadProcess, type Ledger } from "../../../lab/workload/workload-process.ts";
import { ringWorkload, type WorkloadVm } from "../../../lab/workload/workload-options.ts";
import { SimulatedTime } from "./simulated-time.ts";

const createVms = (count: number): WorkloadVm[] =>
  Array.from({ length: count }, (_, index) => ({
    name: `v${index + 1}`,
    mac: 0x020000000001 + index,
    ip: 0x0a000001 + index,
  }));

/** Runs the demo's workload over a network that carries each frame in 5 ms, or as often as `copies` says of it. */
function run(vms: readonly WorkloadVm[], seconds: number, copies: (frame: number) => number = () => 1) {
  const time = new SimulatedTime();
  const iterations: number[] = [];
  const pairs = new Set<string>();
  let frames = 0;
  const workload = new WorkloadProcess(ringWorkload(vms), {
    after: time.after,
    send(_, slab) {
      for (const frame of framesOf(slab)) {
        const destination = vms.findIndex((vm) => vm.mac === readDestination(frame, 0));
        pairs.add(`${vms.findIndex((vm) => vm.mac === readSource(frame, 0))}>${destination}`);
        for (let copy = copies(frames++); copy > 0; copy--)
          time.after(0.005, () => workload.receive(destination, slabOf([frame])));
      }
    },
    iterationComplete: () => iterations.push(time.now),
  });
  workload.start();
  time.pass(seconds);
  const quiet: Promise<Ledger> = workload.quiesce();
  time.pass(2);
  return { quiet, iterations, pairs, time };
}

describe("WorkloadProcess", () => {
  it("exchanges with both neighbours of the ring and with nobody else", async () => {
    const { quiet, iterations, pairs } = run(createVms(4), 1.5);
    expect(iterations.slice(0, 3).map((time) => Math.round(time * 1000))).toEqual([15, 30, 45]); // compute + delay
    expect([...pairs].toSorted()).toEqual(["0>1", "0>3", "1>0", "1>2", "2>1", "2>3", "3>0", "3>2"]);
    const ledger = await quiet;
    expect(ledger.flows).toHaveLength(8);
    expect(ledger.flows.every((flow) => flow.sent === flow.received && flow.sent >= 9 * 99)).toBe(true);
    expect(ledger).toMatchObject({ framesLost: 0, framesDuplicated: 0, framesReordered: 0, stalled: 0 });
  });

  it("leaves no timer behind once it is quiet", async () => {
    const { quiet, time } = run(createVms(4), 0.5);
    await quiet;
    expect(time.pending).toBe(0);
  });

  it("keeps every flow above a twentieth of the strongest", async () => {
    const { flows } = await run(createVms(4), 2).quiet;
    const strongest = Math.max(...flows.map((flow) => flow.sent));
    expect(Math.min(...flows.map((flow) => flow.sent))).toBeGreaterThan(strongest / 20);
  });

  it("counts what the network lost and goes on after a stall", async () => {
    const lost = 20; // a part of an exchange
    const { quiet, iterations } = run(createVms(4), 5, (frame) => (frame === lost ? 0 : 1));
    const ledger = await quiet;
    expect(ledger.framesLost).toBe(1);
    expect(ledger.flows.filter((flow) => flow.lost === 1)).toHaveLength(1);
    expect(ledger.stalled).toBe(1);
    expect(iterations.length).toBeGreaterThan(100);
  });

  it("counts what the network doubled, and is not misled by it", async () => {
    const { quiet, iterations } = run(createVms(3), 1, () => 2);
    const ledger = await quiet;
    expect(ledger.framesDuplicated).toBe(ledger.framesSent);
    expect(ledger).toMatchObject({ framesLost: 0, stalled: 0 });
    expect(iterations.map((time) => Math.round(time * 1000)).slice(0, 2)).toEqual([15, 30]);
  });

  it("does not hang on a dead network, and says when it gave up waiting", async () => {
    const { quiet, iterations } = run(createVms(2), 4.5, () => 0);
    const ledger = await quiet;
    expect(ledger.framesLost).toBe(ledger.framesSent);
    expect(ledger.framesSent).toBe(3 * 2 * 9 + 3 * 4); // three iterations of two VMs, three windows
    expect(ledger.stalled).toBe(2 * 2 + 2 * 4);
    expect(iterations).toHaveLength(2);
  });

  it("runs with a single VM, which has no neighbour", async () => {
    const { quiet, iterations } = run(createVms(1), 0.105);
    expect((await quiet).framesSent).toBe(0);
    expect(iterations).toHaveLength(10);
  });

  it("counts no frame that is not its own, is damaged, or was never sent", async () => {
    const vms = createVms(2);
    const time = new SimulatedTime();
    const sent: Uint8Array[] = [];
    const workload = new WorkloadProcess(ringWorkload(vms), {
      after: time.after,
      send: (vm, slab) => vm === 0 && sent.push(...framesOf(slab)),
      iterationComplete() {},
    });
    workload.start();
    const damaged = sent[0].slice();
    damaged[60] ^= 1;
    workload.receive(1, slabOf([damaged, new Uint8Array(60), sent[0].subarray(0, 40)]));
    workload.receive(0, slabOf([sent[0]])); // at the wrong VM
    const quiet = workload.quiesce();
    time.pass(2);
    expect(await quiet).toMatchObject({ framesSent: 4, framesReceived: 0, framesLost: 4 });
  });
});
