// Counts a frame of which only the addresses are known.
import { frameHeaderBytes, writeFrameHeader } from "../../../dataplane/ethernet/frame-header.ts";
import type { PairCounters } from "../../../dataplane/forwarding/pair-counters.ts";

export function headerOf(source: number, destination: number): Uint8Array {
  const header = new Uint8Array(frameHeaderBytes);
  writeFrameHeader(header, 0, { source, destination, etherType: 0x0800 });
  return header;
}

export function countFrame(counters: PairCounters, source: number, destination: number, bytes = 100): void {
  counters.count(headerOf(source, destination), 0, bytes);
}
