// What a workload is made of: its VMs, the ring that exchanges, the flow beside it, and the sizes that the demo uses.
import type { VmAddress } from "./workload-frame.ts";

export interface WorkloadVm extends VmAddress {
  readonly name: string;
}

/** A flow with a fixed window that is always in flight. VMs are indices. */
export interface FlowOptions {
  readonly from: number;
  readonly to: number;
  readonly windowFrames: number;
  readonly payloadBytes: number; // of UDP, per frame
}

/** Plain data: it is handed to another thread as it is. */
export interface WorkloadOptions {
  readonly vms: readonly WorkloadVm[];
  /** VMs in the order of the ring: each exchanges with the one before and the one behind it. */
  readonly ring: readonly number[];
  /** What goes to each neighbour in an iteration, as payload of UDP. */
  readonly messageBytes: number;
  /** The timed wait that stands for computing. */
  readonly computeSeconds: number;
  readonly flow?: FlowOptions;
  /** VMs whose programs run in this process; left out: all. */
  readonly hosted?: readonly number[];
  /** Which start of this process it is, larger = later; left out: 0. */
  readonly start?: number;
}

/**
 * The demo's workload on a ring of all VMs, with a flow from the first to the second, so that the shape stays a ring and every flow counts.
 * At 5 Mbit/s through the Proxy an exchange takes about 45 ms, at 100 Mbit/s between hosts about 3 ms, beside 10 ms of computing.
 */
export function ringWorkload(vms: readonly WorkloadVm[]): WorkloadOptions {
  const ring = vms.map((_, index) => index);
  const sizes = { vms, ring, messageBytes: 12_500, computeSeconds: 0.01 };
  if (vms.length < 2) return sizes;
  return { ...sizes, flow: { from: 0, to: 1, windowFrames: 4, payloadBytes: 512 } };
}
