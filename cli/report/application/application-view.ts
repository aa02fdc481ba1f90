// What every rendering of an application shows: who talks to whom, what shape that has, and when it changed. Made by `vnet infer` from recorded traffic and by `vnet show app` from a running controller.
import type { IntensityEvent, ShapeEvent, TooFastEvent } from "../narrate-application.ts";

export interface ApplicationView {
  /** What was looked at: the name of a file, of a controller. */
  readonly source: string;
  /** In the order of rows and columns, names are unique. */
  readonly members: readonly Member[];
  /** By rate where there is one, then by bytes, most first; then by the addresses of source and destination. One entry at most per directed pair. */
  readonly pairs: readonly PairTraffic[];
  /** Everything that was read, also what is in no pair. */
  readonly frames: number;
  readonly bytes: number;
  /** For how long the traffic was observed; 0 where it is not known. */
  readonly seconds: number;
  /** Of the window that rates are over, where the source is at work now; left out: it is over. */
  readonly windowSeconds?: number;
  /** What all of the traffic together is taken for, in the names of the members; with a window: what is declared now. */
  readonly whole: ShapeEvent;
  /** The topology behind it: pairs of indices into `members`, without direction. */
  readonly topology: readonly (readonly [number, number])[];
  /** In the order of time; `at` in seconds since the traffic began. */
  readonly changes: readonly ApplicationChange[];
  /** Whether the source broke off before its end. */
  readonly truncated: boolean;
  /** What has to be known beside that: one sentence each, without a full stop. */
  readonly notes: readonly string[];
}

/** A topology that was declared, with the pairs that it has and the one before had not, and the other way round; or a shift of another kind. */
export type ApplicationChange = (ShapeEvent & TopologyChange) | TooFastEvent | IntensityEvent;

export interface TopologyChange {
  /** Edges of the topology. */
  readonly edges: number;
  readonly added: readonly (readonly [string, string])[];
  readonly removed: readonly (readonly [string, string])[];
}

/** A machine of the application, or a group of them. */
export interface Member {
  /** Lower-case octets with colons. */
  readonly mac: string;
  /** What to call it: the name of a VM, else its address. */
  readonly name: string;
}

/** What went from one member to another; both are indices into `members`. Bytes on the wire. */
export interface PairTraffic {
  readonly from: number;
  readonly to: number;
  readonly frames: number;
  readonly bytes: number;
  /** Over the window of the view. */
  readonly bitsPerSecond?: number;
}
