// A sample of a long span as traffic that comes in evenly during it, in whole frames.
import type { TrafficSample } from "../../dataplane/recording/traffic-sample.ts";
import type { TrafficBatch } from "../../engine/observe/traffic-batch.ts";
import { longestSlicedSeconds, sliceSeconds } from "../slice.ts";

/** Whether a sample is of a span that is too long to be cut up. */
export function isLong({ startSeconds, endSeconds }: TrafficSample): boolean {
  return endSeconds - startSeconds > longestSlicedSeconds;
}

/** Fills `traffic` with a sample as it is, of one even span. */
export function takeWhole(sample: TrafficSample, traffic: TrafficBatch): void {
  const { startSeconds, endSeconds, source, destination, bytes, frames } = sample;
  traffic.clear();
  traffic.steadySince = startSeconds;
  for (let entry = 0; entry < source.length; entry++)
    traffic.append(endSeconds, source[entry], destination[entry], bytes[entry], frames[entry]);
}

/** Appends a sample that is not long to `traffic`: what came in during each slice stands at the slice's end. The sums are exact, and all frames of a pair as long as can be. */
export function spreadSample(sample: TrafficSample, traffic: TrafficBatch): void {
  const { startSeconds, endSeconds, source, destination, bytes, frames } = sample;
  const span = endSeconds - startSeconds;
  const slices = Math.max(1, Math.round(span / sliceSeconds));
  for (let slice = 1; slice <= slices; slice++) {
    const at = slice === slices ? endSeconds : startSeconds + (span * slice) / slices;
    for (let entry = 0; entry < source.length; entry++) {
      const sent = part(frames[entry], slice - 1, slices);
      const sending = part(frames[entry], slice, slices) - sent;
      if (sending === 0 && (slice < slices || frames[entry] > 0)) continue;
      const sentBytes = sent === 0 ? 0 : part(bytes[entry], sent, frames[entry]);
      const byteCount = part(bytes[entry], sent + sending, frames[entry]) - sentBytes;
      traffic.append(at, source[entry], destination[entry], byteCount, sending);
    }
  }
}

/** The whole part of `amount` that has come when `done` of `all` is done; of nothing, all of it. */
function part(amount: number, done: number, all: number): number {
  return done >= all ? amount : Math.floor((amount / all) * done);
}
