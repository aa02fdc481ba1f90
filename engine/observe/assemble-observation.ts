// One observation out of what the data plane says, what the policy estimates and what was inferred.
import type { NetworkState } from "../data-plane.ts";
import type { Application } from "../model/application.ts";
import type { Observation } from "../model/observation.ts";
import type { SparseMatrix } from "../model/sparse-matrix.ts";

/** The policy's estimate of the underlay, host by host. */
export interface PathEstimate {
  readonly rate: Float64Array; // bit/s
  readonly delay: Float64Array; // seconds
}

/** What was measured, with the estimate in its gaps: the same arrays give the same result, and most snapshots have the same. */
const completed = new WeakMap<
  Float64Array,
  { readonly estimated: Float64Array; readonly whole: Float64Array }
>();

/** A measured path wins over the policy's estimate; where neither says anything it stays NaN. The arrays of `state` must not change any more. */
export function assembleObservation(
  now: number,
  state: NetworkState,
  estimate: PathEstimate,
  demand: SparseMatrix,
  application: Application,
): Observation {
  return {
    ...application,
    at: now,
    demand,
    carriedBps: state.carriedBps,
    hostLoad: state.hostLoad,
    vmCompute: state.vmCompute,
    pathRate: measuredElse(state.pathRate, estimate.rate),
    pathDelay: measuredElse(state.pathDelay, estimate.delay),
    mapping: state.mapping,
    overlay: state.overlay,
    routes: state.routes,
    linkUp: state.linkUp,
    epoch: state.epoch,
  };
}

function measuredElse(measured: Float64Array, estimated: Float64Array): Float64Array {
  const known = completed.get(measured);
  if (known?.estimated === estimated) return known.whole;
  const whole = measured.map((value, at) => (Number.isNaN(value) ? (estimated[at] ?? NaN) : value));
  completed.set(measured, { estimated, whole });
  return whole;
}
