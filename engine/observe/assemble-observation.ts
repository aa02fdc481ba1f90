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

/** A measured path wins over the policy's estimate; where neither says anything it stays NaN. */
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
  return measured.map((value, at) => (Number.isNaN(value) ? (estimated[at] ?? NaN) : value));
}
