// Recordings for tests: written with the encoder, read back in chunks of any size, and arbitrary ones.
import fc from "fast-check";
import { RecordingEncoder } from "../../../dataplane/recording/recording-encoder.ts";
import { recordingMagic } from "../../../dataplane/recording/recording-format.ts";
import { RecordingReader, type RecordingEnd } from "../../../dataplane/recording/recording-reader.ts";
import type { TrafficSample } from "../../../dataplane/recording/traffic-sample.ts";

/** `name` is empty where the machine has none. */
export interface Machine {
  readonly mac: number;
  readonly name: string;
}

/** A sample with its machines spelt out, pairs in any order: what is compared. */
export interface SpeltSample {
  readonly start: number; // µs
  readonly end: number;
  readonly traffic: readonly {
    readonly from: Machine;
    readonly to: Machine;
    readonly bytes: number;
    readonly frames: number;
  }[];
}

/** The blocks of one session, one block per list of samples. */
export function sessionOf(blocks: readonly (readonly SpeltSample[])[]): Uint8Array[] {
  const names = new Map<number, string>();
  for (const { from, to } of blocks.flat().flatMap(({ traffic }) => traffic))
    names.set(from.mac, from.name).set(to.mac, to.name);
  const encoder = new RecordingEncoder((mac) => names.get(mac));
  return blocks.flatMap((samples) => {
    const full = samples.flatMap((sample) => encoder.add(packed(sample)));
    const rest = encoder.takeBlock();
    return rest === undefined ? full : [...full, rest];
  });
}

export function recordingOf(...sessions: readonly (readonly (readonly SpeltSample[])[])[]): Uint8Array {
  return Buffer.concat([recordingMagic, ...sessions.flatMap(sessionOf)]);
}

function packed({ start, end, traffic }: SpeltSample): TrafficSample {
  return {
    startSeconds: start / 1e6,
    endSeconds: end / 1e6,
    source: traffic.map(({ from }) => from.mac),
    destination: traffic.map(({ to }) => to.mac),
    bytes: traffic.map(({ bytes }) => bytes),
    frames: traffic.map(({ frames }) => frames),
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
  return { samples: samples.map((sample) => spelt(sample, reader.names)), end: reader.end() };
}

function spelt(sample: TrafficSample, names: ReadonlyMap<number, string>): SpeltSample {
  const machine = (mac: number): Machine => ({ mac, name: names.get(mac) ?? "" });
  return {
    start: Math.round(sample.startSeconds * 1e6),
    end: Math.round(sample.endSeconds * 1e6),
    traffic: sample.bytes.map((bytes, at) => ({
      from: machine(sample.source[at]),
      to: machine(sample.destination[at]),
      bytes,
      frames: sample.frames[at],
    })),
  };
}

const anyMachine: fc.Arbitrary<Machine> = fc.record({
  mac: fc.integer({ min: 0, max: 2 ** 48 - 1 }),
  name: fc.string({ unit: "grapheme", maxLength: 12 }),
});
const amount = fc.oneof(
  fc.nat({ max: 5000 }),
  fc.maxSafeNat().map((value) => value % 2 ** 52),
);

/** Sessions of blocks of samples between a few machines, at any times to the year 2041, which a double keeps to the microsecond. */
export const anySessions: fc.Arbitrary<SpeltSample[][][]> = fc
  .uniqueArray(anyMachine, { minLength: 1, maxLength: 6, selector: ({ mac }) => mac })
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
