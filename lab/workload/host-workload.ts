// The part of a workload that belongs to one process: the programs of its VMs, while other processes run those of the others.
import type { Port } from "../../dataplane/port/port.ts";
import { afterOnTheClock } from "./timer.ts";
import type { WorkloadOptions } from "./workload-options.ts";
import { type Ledger, WorkloadProcess } from "./workload-process.ts";

export interface HostedWorkload {
  start(): void;
  /** When iterations were over for every VM of this process: seconds by `performance.now`, ascending; of the last ten seconds or more. */
  iterations(): readonly number[];
  /** What its VMs have sent and received so far; `framesLost` are numbers that were skipped on the way here. */
  ledger(): Ledger;
  /** Ends the programs. The ports stay open. */
  stop(): void;
}

const keptIterations = 10_000;

/** `ends`: by VM of the options, those that run here. */
export function hostWorkload(
  options: Omit<WorkloadOptions, "hosted" | "start">,
  ends: ReadonlyMap<number, Port>,
): HostedWorkload {
  const iterations: number[] = [];
  const workload = new WorkloadProcess(
    { ...options, hosted: [...ends.keys()], start: Math.round(performance.timeOrigin) },
    {
      after: afterOnTheClock,
      send: (vm, slab) => ends.get(vm)?.sendBatch(slab),
      iterationComplete() {
        iterations.push(performance.now() / 1000);
        if (iterations.length > 2 * keptIterations) iterations.splice(0, keptIterations);
      },
    },
  );
  for (const [vm, end] of ends) end.receiveBatch((slab) => workload.receive(vm, slab));
  return {
    start: () => workload.start(),
    iterations: () => iterations,
    ledger: () => workload.ledger(),
    stop: () => workload.stop(),
  };
}
