// Runs a workload in a thread of its own and carries its frames to and from the VMs' ports.
import { Worker } from "node:worker_threads";
import type { Port } from "../../dataplane/port/port.ts";
import { WorkloadError } from "./workload-errors.ts";
import type { FromWorkload, ToWorkload } from "./workload-messages.ts";
import type { WorkloadOptions } from "./workload-options.ts";
import type { Ledger } from "./workload-process.ts";

export interface Workload {
  start(): void;
  /** Begins nothing new and answers once everything under way has arrived, at the latest after 2 s. Throws `VNET_ERR_WORKLOAD_ENDED` where the thread has ended. */
  quiesce(): Promise<Ledger>;
  /** When iterations were over for every VM: seconds since 1970 by the monotonic clock (`performance`), ascending. */
  iterations(): readonly number[];
  /** Ends the thread, whatever it is doing. The ports stay open. */
  close(): Promise<void>;
}

/** `ends[vm]` is the VM's end of its card, one per VM of the options. */
export function startWorkload({
  ends,
  ...options
}: WorkloadOptions & { readonly ends: readonly Port[] }): Workload {
  const worker = createWorker(options);
  const post = (message: ToWorkload, transfer: ArrayBuffer[] = []): void => {
    worker.postMessage(message, transfer);
  };
  const iterations: number[] = [];
  let isClosed = false;
  const ledger = new Promise<Ledger>((resolve, reject) => {
    const fail = (message: string, cause?: Error): void => {
      isClosed = true;
      reject(new WorkloadError("VNET_ERR_WORKLOAD_ENDED", message, cause));
    };
    worker.on("message", (message: FromWorkload) => {
      if (message.kind === "frames") ends[message.vm].sendBatch(message.slab);
      else if (message.kind === "iteration") iterations.push(message.at);
      else resolve(message.ledger);
    });
    worker.on("error", (cause) => fail(`the workload failed: ${cause.message}`, cause));
    worker.on("exit", () => fail("the workload has ended"));
  });
  ledger.catch(() => {}); // whoever asks for the ledger gets to know
  ends.forEach((end, vm) => {
    end.receiveBatch((batch) => {
      if (isClosed) return;
      const slab = batch.slice(); // the port may use its memory again
      post({ kind: "frames", vm, slab }, [slab.buffer]);
    });
  });

  return {
    start() {
      post({ kind: "start" });
    },
    quiesce() {
      post({ kind: "quiesce" });
      return ledger;
    },
    iterations: () => iterations,
    async close() {
      isClosed = true;
      await worker.terminate();
    },
  };
}

/** The thread's entry lies beside this file, as source or in the build, where all files lie in one folder. */
function createWorker(options: WorkloadOptions): Worker {
  const isSource = import.meta.url.endsWith(".ts");
  const entry = isSource ? "./workload-worker-from-source.mjs" : "./workload-worker.js";
  return new Worker(new URL(entry, import.meta.url), { workerData: options });
}
