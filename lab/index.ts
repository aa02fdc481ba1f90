// What other areas may use of the lab.
export { type EmbeddedNetwork, type EmbeddedOptions, startEmbedded } from "./embedded/start-embedded.ts";
export { type OpenReplay, openReplay } from "./replay/open-replay.ts";
export { type ReplayReport, replayCapture } from "./replay/replay-capture.ts";
export { type HostedWorkload, hostWorkload } from "./workload/host-workload.ts";
export { iterationsPerSecond } from "./workload/iteration-timeline.ts";
export { startWorkload, type Workload } from "./workload/start-workload.ts";
export { ringWorkload, type WorkloadOptions, type WorkloadVm } from "./workload/workload-options.ts";
export type { Ledger } from "./workload/workload-process.ts";
