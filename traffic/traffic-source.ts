// The seam of everything that traffic can be read from: batches, then how the reading ended.
import type { MacAddress } from "../engine/model/mac-address.ts";
import type { TrafficBatch } from "../engine/observe/traffic-batch.ts";
import type { HeldRate } from "./table/held-rate.ts";

export interface TrafficSource {
  /**
   * In the order of the source; can be iterated once, and ends early where the source breaks off. A batch is void as soon as the next one is
   * asked for. Throws `TrafficError` where the system fails on the way.
   */
  readonly batches: AsyncIterable<TrafficBatch>;
  /** Only where the source is a table of rates: its rows, read instead of `batches`. Throws `TrafficError`. */
  rates?(): Promise<readonly HeldRate[]>;
  /** Names that the source itself gives addresses, as far as it has been read. */
  readonly names: ReadonlyMap<MacAddress, string>;
  /** How the reading ended; undefined while it has not. */
  end(): TrafficEnd | undefined;
  /** How far the reading is. */
  progress(): TrafficProgress;
  /** Lets go of what is open, also in the middle of the reading. */
  close(): void;
}

export interface TrafficEnd {
  /** Whether the source breaks off before its end; what stood before that was delivered. */
  readonly truncated: boolean;
  /** Why, in one sentence without a full stop. */
  readonly fault?: string;
  /** What was read and is in no batch. */
  readonly leftOut: readonly LeftOut[];
}

export interface LeftOut {
  readonly frames: number;
  /** On the wire. */
  readonly bytes: number;
  /** To follow "frames": `of link type 113 (Linux cooked)`, `without an Ethernet header`. */
  readonly reason: string;
}

export interface TrafficProgress {
  readonly readBytes: number;
  /** Of the whole source; undefined where it is not known, as for a pipe. */
  readonly totalBytes: number | undefined;
}

/** A kind of source: told from its first bytes, then read from them on. One file each, listed in `open-traffic.ts`. */
export interface TrafficFormat {
  /** To follow "expected": `pcap`, `a recording of vnet record`. */
  readonly name: string;
  /** `head`: the first bytes, at least `headBytes` of them unless the source is shorter. */
  recognises(head: Uint8Array): boolean;
  read(input: TrafficInput): TrafficSource;
}

/** How many bytes a format may look at before it has to say whether it is meant. */
export const headBytes = 4096;

/** An open source whose format has been recognised. */
export interface TrafficInput {
  /** As the user named it, for messages. */
  readonly name: string;
  /** From the first byte on; a chunk is not changed afterwards. */
  readonly chunks: AsyncIterable<Uint8Array>;
  progress(): TrafficProgress;
  close(): void;
}
