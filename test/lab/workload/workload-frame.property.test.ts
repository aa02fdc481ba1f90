// What a frame of the workload says comes out as it went in.
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { decodeWorkloadFrame, encodeWorkloadFrame } from "../../../lab/workload/workload-frame.ts";

const count = fc.maxSafeNat();
const index = fc.nat({ max: 0xffff });
const frame = fc.record({
  from: index,
  to: index,
  start: count,
  sequence: count,
  kind: fc.constantFrom(1 as const, 2 as const, 3 as const),
  subject: count,
  part: index,
  parts: index,
});
const address = fc.record({ mac: fc.nat({ max: 0xffff_ffff_ffff }), ip: fc.nat({ max: 0xffff_ffff }) });

describe("a workload frame", () => {
  it("is read back as it was written, numbers beyond 32 bits included", () => {
    fc.assert(
      fc.property(frame, address, address, fc.nat({ max: 1400 }), (written, from, to, payloadBytes) => {
        expect(decodeWorkloadFrame(encodeWorkloadFrame(written, from, to, payloadBytes))).toEqual(written);
      }),
    );
  });

  it("is not seen in other bytes", () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 200 }), (bytes) => {
        expect(decodeWorkloadFrame(bytes)).toBe(undefined);
      }),
    );
  });
});
