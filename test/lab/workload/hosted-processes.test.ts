// One workload in several processes, each with some of its VMs, on simulated time: one that dies and comes again finds its place.
import { describe, expect, it } from "vitest";
import { readDestination } from "../../../dataplane/ethernet/frame-header.ts";
import { framesOf, slabOf } from "../../../dataplane/ethernet/frame-slab.ts";
import { ringWorkload } from "../../../lab/workload/workload-options.ts";
import { WorkloadProcess } from "../../../lab/workload/workload-process.ts";
import { SimulatedTime } from "./simulated-time.ts";

const vms = Array.from({ length: 4 }, (_, index) => ({
  name: `v${index + 1}`,
  mac: 0x020000000001 + index,
  ip: 0x0a000001 + index,
}));

/** A process per VM over a network that carries each frame in 5 ms; `iterations` by VM: when they were over. */
function fourProcesses(time: SimulatedTime) {
  const iterations: number[][] = vms.map(() => []);
  const processes: (WorkloadProcess | undefined)[] = [];
  const begin = (vm: number, start: number): void => {
    const process = new WorkloadProcess(
      { ...ringWorkload(vms), hosted: [vm], start },
      {
        after: time.after,
        send(from, slab) {
          expect(from).toBe(vm);
          for (const frame of framesOf(slab)) {
            const to = vms.findIndex(({ mac }) => mac === readDestination(frame, 0));
            time.after(0.005, () => processes[to]?.receive(to, slabOf([frame])));
          }
        },
        iterationComplete: () => iterations[vm].push(time.now),
      },
    );
    processes[vm] = process;
    process.start();
  };
  const kill = (vm: number): void => {
    processes[vm]?.stop();
    processes[vm] = undefined;
  };
  return { iterations, processes, begin, kill };
}

describe("a workload in four processes", () => {
  it("runs at the pace of one process, and every process counts what comes to it", () => {
    const time = new SimulatedTime();
    const { iterations, processes, begin } = fourProcesses(time);
    vms.forEach((_, vm) => begin(vm, 1));
    time.pass(1.5);
    for (const times of iterations)
      expect(times.slice(0, 3).map((at) => Math.round(at * 1000))).toEqual([15, 30, 45]);
    for (const process of processes) {
      const { framesReceived, ...ledger } = process!.ledger();
      expect(framesReceived).toBeGreaterThan(9 * 2 * 98);
      expect(ledger).toMatchObject({ framesLost: 0, framesDuplicated: 0, framesReordered: 0, stalled: 0 });
    }
  });

  it("goes on at its pace within three seconds after one was killed and started again", () => {
    const time = new SimulatedTime();
    const { iterations, processes, begin, kill } = fourProcesses(time);
    vms.forEach((_, vm) => begin(vm, 1));
    time.pass(1);
    kill(2);
    time.pass(0.3);
    begin(2, 2);
    time.pass(5);
    for (const times of iterations) {
      const afterThree = times.filter((at) => at >= 4.3 && at < 6.3);
      expect(afterThree.length).toBeGreaterThanOrEqual(132); // 2 s of 15 ms each
    }
    for (const process of processes)
      expect(process!.ledger()).toMatchObject({ framesDuplicated: 0, framesReordered: 0 });
  });
});
