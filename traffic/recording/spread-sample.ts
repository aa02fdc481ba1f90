// A sample of a long span as traffic that comes in evenly during it, in whole bytes and frames.
import type { TrafficSample } from "../../dataplane/recording/traffic-sample.ts";
import type { TrafficBatch } from "../../engine/observe/traffic-batch.ts";
import { sliceSeconds } from "../slice.ts";

/** Longer spans are cut into no more than so many slices, which bounds what a hostile recording costs. Own choice. */
const mostSlices = 20 * 3600;

/** Appends the sample to `traffic`: what came in during each slice stands at the slice's end, the sums are exact. */
export function spreadSample(sample: TrafficSample, traffic: TrafficBatch): void {
  const { startSeconds, endSeconds, source, destination, bytes, frames } = sample;
  const whole = Math.round((endSeconds - startSeconds) / sliceSeconds);
  const slices = Math.min(Math.max(1, whole), mostSlices);
  const share = (amount: number, slice: number): number => {
    const before = Math.floor((amount * slice) / slices);
    return slice + 1 === slices ? amount - before : Math.floor((amount * (slice + 1)) / slices) - before;
  };
  for (let slice = 0; slice < slices; slice++) {
    const at =
      slice + 1 === slices ? endSeconds : startSeconds + ((endSeconds - startSeconds) * (slice + 1)) / slices;
    for (let entry = 0; entry < source.length; entry++) {
      const [byteCount, frameCount] = [share(bytes[entry], slice), share(frames[entry], slice)];
      if (byteCount > 0 || frameCount > 0)
        traffic.append(at, source[entry], destination[entry], byteCount, frameCount);
    }
  }
}
