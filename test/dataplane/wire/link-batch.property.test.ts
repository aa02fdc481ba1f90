// Properties of the codec of link batches.
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { decodeLinkBatch, encodeLinkBatch, LinkBatchReader } from "../../../dataplane/wire/link-batch.ts";

const frame = fc.record({
  flags: fc.nat(0xff),
  hopLimit: fc.nat(0xff),
  epoch: fc.nat(0xffff),
  bytes: fc.uint8Array({ maxLength: 64 }),
});

describe("link batch", () => {
  it("decodes what it encoded", () => {
    fc.assert(
      fc.property(fc.array(frame, { maxLength: 20 }), (frames) => {
        expect(decodeLinkBatch(encodeLinkBatch(frames))).toEqual({ ok: true, frames });
      }),
    );
  });

  it("refuses every proper prefix that does not end between two frames", () => {
    fc.assert(
      fc.property(fc.array(frame, { minLength: 1, maxLength: 4 }), fc.nat(), (frames, cut) => {
        const batch = encodeLinkBatch(frames);
        const ends = frames.map((_frame, index) => encodeLinkBatch(frames.slice(0, index)).length);
        const length = cut % batch.length;
        expect(decodeLinkBatch(batch.subarray(0, length)).ok).toBe(ends.includes(length));
      }),
    );
  });

  it("never throws on random octets, and never reads behind them", () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 200 }), (bytes) => {
        const reader = new LinkBatchReader(bytes);
        while (reader.next()) expect(reader.offset + reader.length).toBeLessThanOrEqual(bytes.length);
        expect(reader.fault === undefined).toBe(decodeLinkBatch(bytes).ok);
      }),
    );
  });
});
