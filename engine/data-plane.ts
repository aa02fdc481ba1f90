// The seam between the engine and whatever carries frames. Implemented by `websocket` (dataplane/driver) and `simulated`.
import type { Link } from "./model/network.ts";
import type { Routes, Rule } from "./model/route.ts";

/** Octets and frames. */
export interface FrameCount {
  readonly bytes: number;
  readonly frames: number;
}

/** Everything that local VMs have sent since the daemon started: to one station each, to all, to groups. */
export interface FrameTotals {
  readonly unicast: FrameCount;
  readonly broadcast: FrameCount;
  readonly multicast: FrameCount;
}

/**
 * Traffic that one daemon has counted from its local VMs since it started. Cumulative, so loss and repetition of a
 * report do no harm; pairs that have not changed since an earlier report may be left out. `bytes` and `frames` have one
 * entry per pair that is told of; which pair, stands in `pairs` and `since` at the place that `places` has for the entry.
 * Nobody writes to the arrays, but that `pairs` and `since` may be continued: whoever has looked up what stands at a
 * place need not do so again while both arrays are the same, and where `places` is the same, too, the pairs are the same.
 */
export interface TrafficReport {
  readonly host: number;
  readonly at: number; // clock of the data plane, seconds
  readonly startId: string; // of the daemon process; a new one starts from zero
  readonly seq: number; // ascending within a startId; a lower one than seen is stale
  /** (Source VM, destination VM) by index, flattened. Indices that no VM has are passed over. */
  readonly pairs: Uint32Array;
  /** Left out: entry i is at place i. */
  readonly places?: Uint32Array;
  readonly bytes: Float64Array;
  readonly frames: Float64Array;
  /**
   * The number of the first report that the pair's counter can be in: a daemon that has forgotten a pair counts it from
   * zero again, with a higher number. Left out: every report holds every pair, and none is ever forgotten.
   */
  readonly since?: Uint32Array;
  /** Includes pairs that are forgotten or that are no VMs'. Left out: nothing was sent but by `pairs`. */
  readonly totals?: FrameTotals;
}

/** Something that happened, for the log and for `NetworkState`. */
export interface NetworkEvent {
  readonly at: number;
  readonly kind:
    | "daemon-up"
    | "daemon-down"
    | "daemon-left"
    | "daemon-restored"
    | "daemon-turned-away"
    | "daemon-differs"
    | "link-up"
    | "link-down"
    | "vm-seen"
    | "marker-timeout"
    | "frames-dropped"
    | "measured";
  readonly message: string;
  readonly host?: number;
  readonly otherHost?: number;
  readonly vm?: number;
  /** Why something is lost or down, where that is known. */
  readonly reason?: string;
  /** What was measured. */
  readonly seconds?: number;
}

/** The network as it is. Rates in bit/s, delays in seconds, loads 0..1; NaN = not measured. Its arrays stay as they are; two snapshots may share one. */
export interface NetworkState {
  readonly epoch: number;
  readonly mapping: Int32Array; // VM -> host, -1 = not seen yet
  readonly overlay: readonly Link[]; // the fast path, without the star
  readonly linkUp: Uint8Array; // one per link of `overlay`
  readonly routes: Routes;
  readonly carriedBps: number; // what arrives at receiving VMs
  readonly hostLoad: Float64Array;
  readonly vmCompute: Float64Array;
  readonly pathRate: Float64Array; // host x host
  readonly pathDelay: Float64Array;
}

/** One lossless change: open links, install rules, then close links. `rules` has one list per host; the star's rules are not in it. */
export interface Transition {
  readonly epoch: number;
  readonly open: readonly Link[];
  readonly rules: readonly (readonly Rule[])[];
  readonly close: readonly Link[];
  /** What the rules mean, for display and for `snapshot`. */
  readonly routes: Routes;
}

export interface Applied {
  readonly kind: "applied";
  readonly epoch: number;
  readonly seconds: number; // from the request until old rules and links were gone
}

export interface Moved {
  readonly kind: "moved";
  readonly seconds: number;
  readonly downtimeSeconds: number;
}

/** Nothing changed; `reason` is one sentence for the log. */
export interface Refused {
  readonly kind: "refused";
  readonly reason: string;
}

export interface DataPlane {
  /** Delivers reports and events until the returned function is called. */
  observe(on: { report(report: TrafficReport): void; event(event: NetworkEvent): void }): () => void;
  snapshot(): Promise<NetworkState>;
  /** All or nothing. How (two phases, epochs, markers) is the implementation's business alone. */
  apply(transition: Transition, signal: AbortSignal): Promise<Applied | Refused>;
  /** Long; must be finished before the transition that counts on it. */
  move(vm: number, to: number, signal: AbortSignal): Promise<Moved | Refused>;
  /** How long a change of links and rules takes; measured at start and after each change. */
  readonly reconfigurationSeconds: number;
}
