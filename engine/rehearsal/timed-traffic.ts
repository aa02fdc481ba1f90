// Traffic of a test at its time, as whoever reads traffic files passes it in.
import type { SimulatedGiven } from "../simulated/simulated-data-plane.ts";

/** `at`: seconds after the traffic begins. */
export interface TimedTraffic {
  readonly at: number;
  readonly what: Extract<SimulatedGiven, { kind: "traffic" }>;
}

/** The traffic of a file, or why there is none: one sentence that names the file. */
export type ReadTraffic = (path: string) => Promise<readonly TimedTraffic[] | { readonly fault: string }>;
