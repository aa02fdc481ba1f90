// Rates that hold for a time as traffic that comes in evenly: whole bytes in slices of time.
import { TrafficBatch } from "../../engine/observe/traffic-batch.ts";
import { longestSlicedSeconds, sliceSeconds } from "../slice.ts";
import type { HeldRate } from "./held-rate.ts";

/** A rate without an end, in a table where nothing else ends later, holds for so long. Own choice, seconds; as in a policy's tests. */
const openEndSeconds = 60;

/** The largest frame on an ordinary Ethernet without its check sequence: what a slice's bytes are counted in. IEEE 802.3, 3.2.7. */
const largestFrameBytes = 1514;

/** Fewer bytes wait for the next slice. IEEE 802.3, 3.2.7, without the check sequence. */
const smallestFrameBytes = 60;

const batchEntries = 16_384; // implementation choice

/** `sent`: bytes that have been given out. */
interface Flow {
  readonly rate: HeldRate;
  readonly end: number;
  sent: number;
}

/** While nothing changes, so many slices are given out; then the time until the next change as a whole. */
const mostSlices = Math.round(longestSlicedSeconds / sliceSeconds);

/** Batches in the order of time. What came in during a slice stands at its end; over the time that a rate holds, its bytes are right to less than one. */
export function* sliceRates(rates: readonly HeldRate[]): Generator<TrafficBatch, void> {
  const ended = rates.map(({ at, forSeconds = 0 }) => at + forSeconds);
  const lastEnd = ended.reduce((most, end) => Math.max(most, end), 0);
  const waiting = rates
    .map((rate): Flow => ({
      rate,
      sent: 0,
      end: rate.at + (rate.forSeconds ?? Math.max(lastEnd - rate.at, openEndSeconds)),
    }))
    .sort((a, b) => b.rate.at - a.rate.at); // the next one is the last
  const batch = new TrafficBatch();
  let active: Flow[] = [];
  let slice = -1; // number of the slice under way: from slice * sliceSeconds on
  let changed = 0; // number of the last slice in which a rate came or went
  while (waiting.length > 0 || active.length > 0) {
    slice = active.length > 0 ? slice + 1 : Math.max(slice + 1, sliceOf(waiting.at(-1)!.rate.at));
    const until = (slice + 1) * sliceSeconds;
    const before = active.length;
    while (waiting.length > 0 && waiting.at(-1)!.rate.at < until) active.push(waiting.pop()!);
    for (const flow of active) appendSlice(flow, until, batch);
    const joined = active.length > before;
    const staying = active.filter(({ end }) => end > until);
    if (joined || staying.length < active.length) changed = slice;
    active = staying;
    const isSteady =
      active.length > 0 && slice - changed >= mostSlices && nextChange(active, waiting) - slice > mostSlices;
    if (!isSteady && batch.length < batchEntries) continue;
    yield batch;
    batch.clear();
    if (!isSteady) continue;
    slice = nextChange(active, waiting) - 1;
    batch.steadySince = until;
    for (const flow of active) appendSlice(flow, (slice + 1) * sliceSeconds, batch);
    yield batch;
    batch.clear();
  }
  if (batch.length > 0) yield batch;
}

/** The next slice in which a rate comes or goes; there is one that is active. */
function nextChange(active: readonly Flow[], waiting: readonly Flow[]): number {
  const begin = waiting.length > 0 ? sliceOf(waiting.at(-1)!.rate.at) : Infinity;
  return active.reduce((next, { end }) => Math.min(next, sliceOf(end)), begin);
}

function sliceOf(at: number): number {
  return Math.floor(at / sliceSeconds);
}

function appendSlice(flow: Flow, until: number, batch: TrafficBatch): void {
  const { at, bitsPerSecond, source, destination } = flow.rate;
  const seconds = Math.min(until, flow.end) - at;
  const bytes = Math.floor((bitsPerSecond * seconds) / 8 + 1e-6) - flow.sent;
  if (bytes <= 0 || (bytes < smallestFrameBytes && until < flow.end)) return;
  flow.sent += bytes;
  batch.append(until, source, destination, bytes, Math.ceil(bytes / largestFrameBytes));
}
