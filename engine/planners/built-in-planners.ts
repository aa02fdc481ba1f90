// The planners that come with the engine, and which of them serve an action that names none.
import type { StageDefaults } from "../plan/assign-stages.ts";
import type { Planner } from "../plan/planner.ts";
import { alternate } from "./alternate/alternate.ts";
import { bestOf } from "./best-of/best-of.ts";
import { exact } from "./exact/exact.ts";
import { greedyMigration } from "./greedy-migration/greedy-migration.ts";
import { greedyTopology } from "./greedy-topology/greedy-topology.ts";
import { keep } from "./keep/keep.ts";
import { multilevel } from "./multilevel/multilevel.ts";
import { robustTabu } from "./robust-tabu/robust-tabu.ts";
import { shortestPath } from "./shortest-path/shortest-path.ts";
import { swapDescent } from "./swap-descent/swap-descent.ts";

export const builtInPlanners: readonly Planner[] = [
  keep,
  greedyMigration,
  swapDescent,
  robustTabu,
  multilevel,
  exact,
  greedyTopology,
  shortestPath,
  alternate,
  bestOf,
];

export const defaultPlanners: StageDefaults = {
  placement: greedyMigration.name,
  topology: greedyTopology.name,
  forwarding: shortestPath.name,
};
