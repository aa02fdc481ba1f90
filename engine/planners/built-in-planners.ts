// The planners that come with the engine, and which of them serve an action that names none.
import type { SizedDefaults } from "../plan/assign-stages.ts";
import type { Planner } from "../plan/planner.ts";
import { alternate } from "./alternate/alternate.ts";
import { bestOf } from "./best-of/best-of.ts";
import { exact } from "./exact/exact.ts";
import { gainTopology } from "./gain-topology/gain-topology.ts";
import { greedyMigration } from "./greedy-migration/greedy-migration.ts";
import { greedyTopology } from "./greedy-topology/greedy-topology.ts";
import { keep } from "./keep/keep.ts";
import { minMaxLoad } from "./min-max-load/min-max-load.ts";
import { multilevel } from "./multilevel/multilevel.ts";
import { robustTabu } from "./robust-tabu/robust-tabu.ts";
import { shortestPath } from "./shortest-path/shortest-path.ts";
import { swapDescent } from "./swap-descent/swap-descent.ts";
import { widestPath } from "./widest-path/widest-path.ts";

export const builtInPlanners: readonly Planner[] = [
  keep,
  greedyMigration,
  swapDescent,
  robustTabu,
  multilevel,
  exact,
  greedyTopology,
  gainTopology,
  shortestPath,
  widestPath,
  minMaxLoad,
  alternate,
  bestOf,
];

/** `docs/planners.md` says why, with the figures. */
export const defaultPlanners: SizedDefaults = {
  placement: [
    { vms: 12, planner: exact.name },
    { vms: 128, planner: robustTabu.name },
    { vms: Infinity, planner: multilevel.name },
  ],
  topology: [{ vms: Infinity, planner: greedyTopology.name }],
  forwarding: [{ vms: Infinity, planner: shortestPath.name }],
};
