// What every rendering of an application shows: who talks to whom, what shape that has, and when it changed. Made by `vnet infer` from recorded traffic and by `vnet show app` from a running controller.

export interface ApplicationView {
  /** What was looked at: the name of a file, of a controller. */
  readonly source: string;
  /** In the order of rows and columns. */
  readonly members: readonly Member[];
  /** By bytes, most first; then by the addresses of source and destination. One entry at most per directed pair. */
  readonly pairs: readonly PairTraffic[];
  /** Everything that was read, also what is in no pair. */
  readonly frames: number;
  readonly bytes: number;
  /** For how long the traffic was observed; null where it is not known. */
  readonly seconds: number | null;
  /** Names of all classes that fit the whole of the traffic, best first: `ring`, `mesh 2x2`. */
  readonly shape: readonly string[];
  /** How well the first class fits, 0..1; null where there is nothing to judge. */
  readonly confidence: number | null;
  /** The topology behind the shape: pairs of members, without direction. */
  readonly edges: readonly (readonly [number, number])[];
  /** In the order of time. */
  readonly changes: readonly ApplicationChange[];
  /** Whether the source broke off before its end. */
  readonly truncated: boolean;
  /** What has to be known beside that: one sentence each, without a full stop. */
  readonly notes: readonly string[];
}

/** A machine of the application. */
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
}

/** The application's topology as it was inferred at a moment. */
export interface ApplicationChange {
  /** Seconds since the traffic began. */
  readonly at: number;
  /** As in `ApplicationView`. */
  readonly shape: readonly string[];
  readonly confidence: number | null;
  /** Undirected edges of the topology. */
  readonly edges: number;
  /** bit/s over the window that ends at `at`. */
  readonly bitsPerSecond: number;
}
