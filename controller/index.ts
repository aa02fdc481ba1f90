// Public face of the controller: the loop at work.
export { startControlLoop, type ControlLoop } from "./control-loop.ts";
