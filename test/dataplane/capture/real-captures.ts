// The real captures beside the repository and what a correct reader finds in them; absent in a fresh clone.
import { existsSync, readFileSync } from "node:fs";
import path from "node:path";
import { hasReferenceData, referenceData } from "../../harness/reference-data.ts";

/** Bytes and frames count all frames, pairs and MACs only Ethernet ones; times leave out frames without a time. */
export interface CaptureFacts {
  readonly link_types: readonly string[]; // `1/EN10MB`, or the number alone
  readonly frames: number;
  readonly error: string | null;
  readonly frames_non_ethernet: number;
  readonly frames_shorter_than_14: number;
  readonly wire_bytes: number;
  readonly captured_bytes: number;
  readonly frames_truncated_by_snaplen: number;
  readonly frames_caplen_gt_origlen: number;
  readonly distinct_macs: number;
  readonly distinct_src_macs: number;
  readonly distinct_directed_pairs: number;
  readonly top5_directed: readonly { src: string; dst: string; bytes: number; frames: number }[];
  readonly first_ts?: number;
  readonly min_ts?: number;
  readonly max_ts?: number;
  readonly time_goes_backwards?: boolean;
}

/** Facts by capture, the key being its path below `pcaps/`; empty where the files are absent. */
export function captureFacts(): [string, CaptureFacts][] {
  if (!hasReferenceData) return [];
  const text = readFileSync(path.join(referenceData, "facts/pcaps.json"), "utf8");
  return Object.entries(JSON.parse(text) as Record<string, CaptureFacts>);
}

export function capturePath(name: string): string {
  return path.join(referenceData, "pcaps", name);
}

/** The full matrix of a capture, as sorted lines `src,dst,wire_bytes,frames`; undefined where none was made. */
export function macMatrix(name: string): string[] | undefined {
  const file = path.join(referenceData, "facts/mac-matrix", `${name.replaceAll("/", "__")}.csv`);
  if (!existsSync(file)) return undefined;
  return readFileSync(file, "utf8").trim().split(/\r?\n/).slice(1).toSorted();
}
