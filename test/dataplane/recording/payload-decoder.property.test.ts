// Payloads that pass their check sum and are nonsense all the same.
import fc from "fast-check";
import { expect, it } from "vitest";
import { PayloadDecoder } from "../../../dataplane/recording/payload-decoder.ts";

it("decodes any octets to sound samples or to nothing, within their length", () => {
  fc.assert(
    fc.property(fc.array(fc.uint8Array({ maxLength: 300 }), { maxLength: 4 }), (payloads) => {
      const decoder = new PayloadDecoder();
      for (const payload of payloads) {
        const samples = decoder.decode(payload);
        if (samples === undefined) return;
        const machines = decoder.endpoints.all.length;
        for (const { startSeconds, endSeconds, pairs, bytes, frames } of samples) {
          expect(endSeconds).toBeGreaterThanOrEqual(startSeconds);
          expect(pairs).toHaveLength(2 * bytes.length);
          expect(pairs.every((index) => index < machines)).toBe(true);
          expect([...bytes, ...frames].every((value) => value >= 0 && Number.isInteger(value))).toBe(true);
        }
      }
    }),
    { numRuns: 300 },
  );
});
