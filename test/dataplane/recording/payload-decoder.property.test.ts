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
        for (const { startSeconds, endSeconds, source, destination, bytes, frames } of samples) {
          expect(endSeconds).toBeGreaterThanOrEqual(startSeconds);
          expect([source, destination, frames].map(({ length }) => length)).toEqual(
            Array(3).fill(bytes.length),
          );
          expect([...bytes, ...frames].every((value) => value >= 0 && Number.isInteger(value))).toBe(true);
        }
      }
    }),
    { numRuns: 300 },
  );
});
