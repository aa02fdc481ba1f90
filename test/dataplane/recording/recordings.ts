// Recordings for tests: written with the encoder, read back in chunks of any size, and arbitrary ones.
import fc from "fast-check";
import { EndpointTable } from "../../../dataplane/recording/endpoint-table.ts";
import { RecordingEncoder } from "../../../dataplane/recording/recording-encoder.ts";
import { recordingMagic } from "../../../dataplane/recording/recording-format.ts";
import { RecordingReader, type RecordingEnd } from "../../../dataplane/recording/recording-reader.ts";
import type { TrafficEndpoint, TrafficSample } from "../../../dataplane/recording/traffic-sample.ts";

/** A sample with its machines spelt out, pairs in any order: what is compared. */
export interface SpeltSample {
  readonly start: number; // µs
  readonly end: number;
  readonly traffic: readonly {
    readonly from: TrafficEndpoint;
    readonly to: TrafficEndpoint;
    readonly bytes: number;
    readonly frames: number;
  }[];
}

/** The blocks of one session, one block per list of samples. */
export function sessionOf(blocks: readonly (readonly SpeltSample[])[]): Uint8Array[] {
  const table = new EndpointTable();
  const encoder = new RecordingEncoder(table.all);
  return blocks.flatMap((samples) => {
    const full = samples.flatMap((sample) => encoder.add(packed(sample, table)));
    const rest = encoder.takeBlock();
    return rest === undefined ? full : [...full, rest];
  });
}

export function recordingOf(...sessions: readonly (readonly (readonly SpeltSample[])[])[]): Uint8Array {
  return Buffer.concat([recordingMagic, ...sessions.flatMap(sessionOf)]);
}

function packed({ start, end, traffic }: SpeltSample, table: EndpointTable): TrafficSample {
  return {
    startSeconds: start / 1e6,
    endSeconds: end / 1e6,
    pairs: Uint32Array.from(traffic.flatMap(({ from, to }) => [table.indexOf(from), table.indexOf(to)])),
    bytes: Float64Array.from(traffic, ({ bytes }) => bytes),
    frames: Float64Array.from(traffic, ({ frames }) => frames),
  };
}

/** Reads in chunks of these sizes, used one after another and over again. */
export function readRecording(
  file: Uint8Array,
  sizes: readonly number[] = [1 << 20],
): { samples: SpeltSample[]; end: RecordingEnd } {
  const reader = new RecordingReader();
  const samples: TrafficSample[] = [];
  for (let at = 0, turn = 0; at < file.length; turn++) {
    const size = sizes[turn % sizes.length];
    samples.push(...reader.push(file.slice(at, at + size)));
    at += size;
  }
  return { samples: samples.map((sample) => spelt(sample, reader.endpoints)), end: reader.end() };
}

function spelt(sample: TrafficSample, endpoints: readonly TrafficEndpoint[]): SpeltSample {
  return {
    start: Math.round(sample.startSeconds * 1e6),
    end: Math.round(sample.endSeconds * 1e6),
    traffic: Array.from(sample.bytes, (bytes, at) => ({
      from: endpoints[sample.pairs[2 * at]],
      to: endpoints[sample.pairs[2 * at + 1]],
      bytes,
      frames: sample.frames[at],
    })),
  };
}

const mac = fc.integer({ min: 0, max: 2 ** 48 - 1 });
const name = fc.string({ unit: "grapheme", maxLength: 12 });
const endpoint: fc.Arbitrary<TrafficEndpoint> = fc.oneof(
  fc.record({ mac }),
  fc.record({ name }),
  fc.record({ mac, name }),
);
const amount = fc.oneof(
  fc.nat({ max: 5000 }),
  fc.maxSafeNat().map((value) => value % 2 ** 52),
);

/** Sessions of blocks of samples between a few machines, at any times to the year 2041, which a double keeps to the microsecond. */
export const anySessions: fc.Arbitrary<SpeltSample[][][]> = fc
  .uniqueArray(endpoint, {
    minLength: 1,
    maxLength: 6,
    selector: ({ mac: address, name: text }) => `${address} ${text}`,
  })
  .chain((machines) => {
    const index = fc.nat({ max: machines.length - 1 });
    const entry = fc.record({ from: index, to: index, bytes: amount, frames: amount });
    const sample = fc
      .record({
        start: fc.nat({ max: 2 ** 50 - 1 }),
        duration: fc.oneof(fc.nat({ max: 100_000 }), fc.nat({ max: 2 ** 50 - 1 })),
        traffic: fc.uniqueArray(entry, { maxLength: 6, selector: ({ from, to }) => `${from} ${to}` }),
      })
      .map(({ start, duration, traffic }) => ({
        start,
        end: start + duration,
        traffic: traffic.map(({ from, to, ...rest }) => ({
          from: machines[from],
          to: machines[to],
          ...rest,
        })),
      }));
    const block = fc.array(sample, { minLength: 1, maxLength: 3 });
    return fc.array(fc.array(block, { minLength: 1, maxLength: 3 }), { maxLength: 3 });
  });

/** The same traffic whatever the order of the pairs. */
export function sorted(samples: readonly SpeltSample[]): SpeltSample[] {
  const key = (one: SpeltSample["traffic"][number]): string => JSON.stringify([one.from, one.to]);
  return samples.map(({ traffic, ...span }) => ({
    ...span,
    traffic: [...traffic].sort((a, b) => (key(a) < key(b) ? -1 : 1)),
  }));
}
