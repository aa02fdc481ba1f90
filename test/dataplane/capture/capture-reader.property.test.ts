// Properties of the capture reader: chunks do not matter, and no bytes make it throw, hang or keep too much.
import { readFileSync } from "node:fs";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { CaptureReader } from "../../../dataplane/capture/capture-reader.ts";
import type { CapturedFrame } from "../../../dataplane/capture/captured-frame.ts";
import {
  enhancedPacket,
  framesAfter,
  interfaceDescription,
  joined,
  pcapFile,
  sectionHeader,
} from "./capture-bytes.ts";
import { hasReferenceData, withoutReferenceData } from "../../harness/reference-data.ts";
import { captureFacts, capturePath } from "./real-captures.ts";

const recorded = fc.record({
  seconds: fc.nat({ max: 0xffff_ffff }),
  fraction: fc.nat({ max: 999_999 }),
  wireLength: fc.nat({ max: 0xffff_ffff }),
  bytes: fc.uint8Array({ maxLength: 40 }),
});

/** Sizes of chunks, used one after another and over again. */
const chunkSizes = fc.array(fc.integer({ min: 1, max: 50 }), { minLength: 1, maxLength: 8 });

function readInChunks(file: Uint8Array, sizes: readonly number[]) {
  const reader = new CaptureReader();
  const frames: CapturedFrame[] = [];
  for (let at = 0, turn = 0; at < file.length; turn++) {
    const size = sizes[turn % sizes.length];
    frames.push(...framesAfter(reader, file.slice(at, at + size)));
    at += size;
  }
  return { frames, end: reader.end() };
}

/** Reads bytes that may be anything: it must come to an end that agrees with what it gave out. */
function isSound(file: Uint8Array, sizes: readonly number[]): boolean {
  const { frames, end } = readInChunks(file, sizes);
  let captured = 0;
  for (const frame of frames) captured += frame.bytes.length;
  const agrees = end.frames === frames.length && end.truncated === (end.fault?.reason === "truncated");
  return agrees && captured <= file.length;
}

describe("CaptureReader", () => {
  it("reads back what was written as pcap, however it is cut into chunks", () => {
    fc.assert(
      fc.property(
        fc.boolean(),
        fc.array(recorded, { maxLength: 8 }),
        chunkSizes,
        (little, records, sizes) => {
          const { frames, end } = readInChunks(pcapFile(little, records), sizes);
          expect(end).toEqual({ frames: records.length, truncated: false });
          expect(frames).toEqual(
            records.map(({ seconds, fraction, wireLength, bytes }) => ({
              atSeconds: seconds + fraction / 1e6,
              wireLength,
              bytes,
              linkType: 1,
            })),
          );
        },
      ),
    );
  });

  it("reads back what was written as pcapng, however it is cut into chunks", () => {
    fc.assert(
      fc.property(
        fc.boolean(),
        fc.array(recorded, { maxLength: 8 }),
        chunkSizes,
        (little, records, sizes) => {
          const packets = records.map(({ seconds, fraction, wireLength, bytes }) =>
            enhancedPacket(little, { ticks: seconds * 1e6 + fraction, wireLength, bytes }),
          );
          const file = joined(sectionHeader(little), interfaceDescription(little), ...packets);
          const { frames, end } = readInChunks(file, sizes);
          expect(end).toEqual({ frames: records.length, truncated: false });
          expect(frames.map((frame) => [frame.atSeconds, frame.wireLength, frame.bytes])).toEqual(
            records.map((record) => [
              (record.seconds * 1e6 + record.fraction) / 1e6,
              record.wireLength,
              record.bytes,
            ]),
          );
        },
      ),
    );
  });

  it("comes to an end on any bytes, also behind a good beginning", () => {
    const beginnings = [
      new Uint8Array(0),
      pcapFile(true, []),
      pcapFile(false, [], { magic: 0xa1b23c4d }),
      joined(sectionHeader(true), interfaceDescription(true)),
      joined(sectionHeader(false), interfaceDescription(false)),
    ];
    fc.assert(
      fc.property(
        fc.constantFrom(...beginnings),
        fc.uint8Array({ maxLength: 300 }),
        chunkSizes,
        (good, bad, sizes) => {
          expect(isSound(joined(good, bad), sizes)).toBe(true);
        },
      ),
      { numRuns: 300 },
    );
  });

  it("comes to an end on real files with bytes changed, cut out or cut off", (context) => {
    if (!hasReferenceData) context.skip(withoutReferenceData);
    const files = captureFacts()
      .map(([name]) => readFileSync(capturePath(name)))
      .filter((file) => file.length < 3000);
    const change = fc.record({ at: fc.nat({ max: 3000 }), value: fc.nat({ max: 255 }) });
    fc.assert(
      fc.property(
        fc.constantFrom(...files),
        fc.array(change, { maxLength: 6 }),
        fc.nat({ max: 3000 }),
        chunkSizes,
        (file, changes, cut, sizes) => {
          const mutated = Uint8Array.from(file);
          for (const { at, value } of changes) mutated[at % mutated.length] = value;
          const rest = mutated.subarray(0, mutated.length - (cut % 7 === 0 ? cut % mutated.length : 0));
          expect(isSound(rest, sizes)).toBe(true);
        },
      ),
      { numRuns: 300 },
    );
  });
});
