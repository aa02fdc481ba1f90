// Properties of the traffic report on the wire.
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { encodeReport } from "../../../dataplane/control/traffic-report-codec.ts";
import { newDecoder, readReport } from "./read-report.ts";

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
        expect(readReport(encodeReport(report))).toEqual(report);
      }),
    );
  });

  it("answers anything but a whole report with a refusal, and never throws", () => {
    fc.assert(
      fc.property(reports, fc.nat(), fc.uint8Array({ minLength: 1, maxLength: 40 }), (report, cut, tail) => {
        const whole = encodeReport(report);
        expect(readReport(whole.subarray(0, cut % whole.length))).toBeTypeOf("string");
        expect(readReport(Uint8Array.of(...whole, ...tail))).toBeTypeOf("string");
        expect(readReport(Uint8Array.of(0, ...tail))).toBeTypeOf("string");
      }),
    );
  });

  it("is read as it was written whatever the reports before it have told of", () => {
    const counters = fc.uniqueArray(fc.tuple(fc.nat(2), fc.nat(40), fc.nat(1)), {
      maxLength: 60,
      selector: (counter) => counter.join(),
    });
    const selections = counters.chain((all) =>
      fc.array(fc.oneof(fc.subarray(all), fc.shuffledSubarray(all)), { maxLength: 12 }),
    );
    fc.assert(
      fc.property(selections, fc.boolean(), (selected, isRepeated) => {
        const decoder = newDecoder();
        for (const [seq, told] of selected.entries()) {
          const report = {
            seq,
            unicast: { bytes: seq, frames: 1 },
            broadcast: { bytes: 0, frames: 0 },
            multicast: { bytes: 0, frames: 0 },
            pairs: Float64Array.from(told.flatMap(([source, destination]) => [source, destination])),
            since: Uint32Array.from(told, ([, , since]) => since),
            bytes: Float64Array.from(told, (_, at) => 100 * seq + at),
            frames: Float64Array.from(told, () => seq),
          };
          for (let time = 0; time < (isRepeated ? 2 : 1); time++)
            expect(readReport(encodeReport(report), decoder)).toEqual(report);
        }
      }),
      { numRuns: 60 },
    );
  });
});
