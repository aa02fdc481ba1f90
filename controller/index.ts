// Public face of the controller: the loop at work, and planners from elsewhere.
export { startControlLoop, type ControlLoop } from "./control-loop.ts";
export { openSolver, type Solver, type SolverOptions } from "./solver/open-solver.ts";
export { findPluginFile, findPluginPackage } from "./plugins/plugin-file.ts";
export { PluginError } from "./plugins/plugin-errors.ts";
export { defaultBounds, Plugin, type PluginOptions } from "./plugins/plugin.ts";
export type { PluginBounds } from "./plugins/plugin-process.ts";
export { canStripTypes } from "./plugins/start-plugin-process.ts";
