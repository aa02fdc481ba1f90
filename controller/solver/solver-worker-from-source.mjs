// Entry of the solver's thread when it runs from source: a thread does not take tsx over from its parent.
import { register } from "tsx/esm/api";

register();
await import("./solver-worker.ts");
