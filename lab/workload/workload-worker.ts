// Entry of the workload's thread: the programs of all VMs on the real clock. Started by `start-workload.ts`.
import { parentPort, workerData } from "node:worker_threads";
import { afterOnTheClock } from "./timer.ts";
import type { FromWorkload, ToWorkload } from "./workload-messages.ts";
import type { WorkloadOptions } from "./workload-options.ts";
import { WorkloadProcess } from "./workload-process.ts";

const post = (message: FromWorkload, transfer: ArrayBuffer[] = []): void => {
  parentPort?.postMessage(message, transfer);
};

const workload = new WorkloadProcess(workerData as WorkloadOptions, {
  after: afterOnTheClock,
  send: (vm, slab) => {
    post({ kind: "frames", vm, slab }, [slab.buffer]);
  },
  iterationComplete: () => {
    post({ kind: "iteration", at: (performance.timeOrigin + performance.now()) / 1000 });
  },
});

parentPort?.on("message", (message: ToWorkload) => {
  if (message.kind === "frames") workload.receive(message.vm, message.slab);
  else if (message.kind === "start") workload.start();
  else void workload.quiesce().then((ledger) => post({ kind: "quiet", ledger }));
});
