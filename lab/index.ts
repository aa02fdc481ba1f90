// What other areas may use of the lab.
export { type EmbeddedNetwork, type EmbeddedOptions, startEmbedded } from "./embedded/start-embedded.ts";
export { findInstances, type FoundInstances } from "./league/find-instances.ts";
export type { LeagueInstance } from "./league/league-instance.ts";
export { leagueTable } from "./league/league-table.ts";
export { plantedInstances } from "./league/placement-instances.ts";
export { type PlayedInstance, playInstance } from "./league/play-instance.ts";
export { type OpenReplay, openReplay } from "./replay/open-replay.ts";
export { type ReplayReport, replayCapture } from "./replay/replay-capture.ts";
export { type HostedWorkload, hostWorkload } from "./workload/host-workload.ts";
export { iterationsPerSecond } from "./workload/iteration-timeline.ts";
export { startWorkload, type Workload } from "./workload/start-workload.ts";
export { ringWorkload, type WorkloadOptions, type WorkloadVm } from "./workload/workload-options.ts";
export type { Ledger } from "./workload/workload-process.ts";
