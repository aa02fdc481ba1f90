// Files of traffic for tests, and what a source gives out of them.
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll } from "vitest";
import { formatMac } from "../../engine/model/mac-address.ts";
import { openTraffic } from "../../traffic/open-traffic.ts";
import type { TrafficEnd } from "../../traffic/traffic-source.ts";

export interface TrafficEntry {
  readonly at: number;
  /** The name that the source gives it, else its address. */
  readonly from: string;
  readonly to: string;
  readonly bytes: number;
  readonly frames: number;
}

/** A folder that is gone after the tests; answers a function that writes a file into it. */
export function temporaryFiles(): (name: string, content: string | Uint8Array) => string {
  const folder = mkdtempSync(path.join(tmpdir(), "vnet-traffic-"));
  afterAll(() => rmSync(folder, { recursive: true }));
  return (name, content) => {
    const file = path.join(folder, name);
    writeFileSync(file, content);
    return file;
  };
}

/** Everything that a source gives out, in its order. */
export async function readAll(
  file: string,
): Promise<{ entries: TrafficEntry[]; end: TrafficEnd | undefined }> {
  const source = await openTraffic(file);
  const entries: TrafficEntry[] = [];
  const nameOf = (mac: number): string => source.names.get(mac) ?? formatMac(mac);
  for await (const batch of source.batches) {
    for (let index = 0; index < batch.length; index++) {
      entries.push({
        at: batch.atSeconds[index],
        from: nameOf(batch.source[index]),
        to: nameOf(batch.destination[index]),
        bytes: batch.bytes[index],
        frames: batch.frames[index],
      });
    }
  }
  return { entries, end: source.end() };
}

/** Sums by `from>to`. */
export function totals(entries: readonly TrafficEntry[]): Map<string, { bytes: number; frames: number }> {
  const sums = new Map<string, { bytes: number; frames: number }>();
  for (const { from, to, bytes, frames } of entries) {
    const sum = sums.get(`${from}>${to}`) ?? { bytes: 0, frames: 0 };
    sums.set(`${from}>${to}`, { bytes: sum.bytes + bytes, frames: sum.frames + frames });
  }
  return sums;
}
