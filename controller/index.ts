// Public face of the controller: the loop at work.
export { startControlLoop, type ControlLoop } from "./control-loop.ts";
export { openSolver, type Solver, type SolverOptions } from "./solver/open-solver.ts";
