// Properties of the traffic report on the wire.
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { decodeReport, encodeReport } from "../../../dataplane/control/traffic-report-codec.ts";

const mac = fc.integer({ min: 0, max: 2 ** 48 - 1 });
const count = fc.integer({ min: 0, max: Number.MAX_SAFE_INTEGER });
const total = fc.record({ bytes: count, frames: count });
const reports = fc
  .tuple(
    fc.integer({ min: 0, max: 2 ** 32 - 1 }),
    fc.record({ unicast: total, broadcast: total, multicast: total }),
    fc.array(fc.tuple(mac, mac, count, count, fc.integer({ min: 0, max: 2 ** 32 - 1 })), { maxLength: 20 }),
  )
  .map(([seq, totals, rows]) => ({
    seq,
    ...totals,
    pairs: Float64Array.from(rows.flatMap(([source, destination]) => [source, destination])),
    bytes: Float64Array.from(rows, ([, , bytes]) => bytes),
    frames: Float64Array.from(rows, ([, , , frames]) => frames),
    since: Uint32Array.from(rows, ([, , , , since]) => since),
  }));

describe("traffic report", () => {
  it("is read back as it was written", () => {
    fc.assert(
      fc.property(reports, (report) => {
        expect(decodeReport(encodeReport(report))).toEqual({ ok: true, report });
      }),
    );
  });

  it("answers anything but a whole report with a refusal, and never throws", () => {
    fc.assert(
      fc.property(reports, fc.nat(), fc.uint8Array({ minLength: 1, maxLength: 40 }), (report, cut, tail) => {
        const whole = encodeReport(report);
        expect(decodeReport(whole.subarray(0, cut % whole.length)).ok).toBe(false);
        expect(decodeReport(Uint8Array.of(...whole, ...tail)).ok).toBe(false);
        expect(decodeReport(Uint8Array.of(0, ...tail)).ok).toBe(false);
      }),
    );
  });
});
