// What the engine knows at one moment: merged reports, the inferred application, the state of the overlay.
import type { Application } from "./application.ts";
import type { Link } from "./network.ts";
import type { Routes } from "./route.ts";
import type { SparseMatrix } from "./sparse-matrix.ts";

/** Rates in bit/s, times in seconds, loads as ratio 0..1. NaN = not measured: facts built on it are unknown. */
export interface Observation extends Application {
  readonly at: number;
  readonly demand: SparseMatrix; // VM x VM, directed, bit/s over the window
  readonly carriedBps: number; // what arrives of the demand at the receiving daemons
  readonly hostLoad: Float64Array; // by others than our VMs
  readonly vmCompute: Float64Array; // CPU seconds per second
  readonly pathRate: Float64Array; // host x host: measured, else the policy's estimate, else NaN
  readonly pathDelay: Float64Array;
  readonly mapping: Int32Array; // VM -> host, -1 = not seen yet
  readonly overlay: readonly Link[]; // the fast path, without the star
  readonly routes: Routes;
  readonly linkUp: Uint8Array; // one per link of `overlay`
  readonly epoch: number;
}
