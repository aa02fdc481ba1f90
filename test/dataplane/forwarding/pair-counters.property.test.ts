// The pair counters against a map.
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type CountReport, PairCounters } from "../../../dataplane/forwarding/pair-counters.ts";
import { countFrame } from "./count-frame.ts";

const mac = fc.oneof(
  fc.integer({ min: 0x0200_0000_0000, max: 0x0200_0000_0020 }),
  fc.nat(2 ** 48 - 1),
  fc.constantFrom(0, 2 ** 48 - 1, 2 ** 47, 2 ** 32, 2 ** 31),
);
const frames = fc.array(fc.tuple(mac, mac, fc.integer({ min: 14, max: 65_568 })), {
  maxLength: 300,
  size: "max",
});

/** `source destination since` -> octets and frames. */
function rowsOf({ pairs, since, bytes, frames }: CountReport): [string, [number, number]][] {
  return [...bytes].map((octets, at) => [
    `${pairs[2 * at]} ${pairs[2 * at + 1]} ${since[at]}`,
    [octets, frames[at]],
  ]);
}

describe("pair counters", () => {
  it("count octets and frames of each pair, in the order of first sight, as long as there is room", () => {
    fc.assert(
      fc.property(frames, (sent) => {
        const counters = new PairCounters({ maximumPairs: 300 });
        const expected = new Map<string, [number, number]>();
        for (const [source, destination, bytes] of sent) {
          countFrame(counters, source, destination, bytes);
          const [octets, count] = expected.get(`${source} ${destination} 0`) ?? [0, 0];
          expected.set(`${source} ${destination} 0`, [octets + bytes, count + 1]);
        }
        expect(rowsOf(counters.report("all"))).toEqual([...expected]);
        expect(counters.other).toEqual({ bytes: 0, frames: 0 });
      }),
    );
  });

  it("lose no frame in however little room: pairs and others add up to the totals", () => {
    fc.assert(
      fc.property(frames, fc.integer({ min: 1, max: 40 }), (sent, room) => {
        const counters = new PairCounters({ maximumPairs: room, seed: sent.length });
        let octets = 0;
        for (const [source, destination, bytes] of sent) {
          countFrame(counters, source, destination, bytes);
          octets += bytes;
          const report = counters.report("changed");
          expect(report.pairs.slice(-2)).toEqual(
            Float64Array.of(source, destination).slice(-2 * report.bytes.length),
          );
        }
        const report = counters.report("all");
        expect(report.unicast).toEqual({ bytes: octets, frames: sent.length });
        const known = rowsOf(report);
        expect(known.length).toBeLessThanOrEqual(room);
        expect(new Set(known.map(([pair]) => pair)).size).toBe(known.length);
        expect(counters.other).toEqual({
          bytes: octets - known.reduce((sum, [, [bytes]]) => sum + bytes, 0),
          frames: sent.length - known.reduce((sum, [, [, count]]) => sum + count, 0),
        });
      }),
      { numRuns: 60 },
    );
  });

  it("tell in a report what has changed: with the earlier ones it makes the whole", () => {
    const steps = fc.array(fc.oneof(fc.tuple(fc.nat(9), fc.nat(9)), fc.constant("report" as const)), {
      maxLength: 120,
      size: "max",
    });
    fc.assert(
      fc.property(steps, fc.integer({ min: 1, max: 30 }), (given, room) => {
        const counters = new PairCounters({ maximumPairs: room });
        const told = new Map<string, [number, number]>();
        const tell = (report: CountReport): void => {
          for (const [key, value] of rowsOf(report)) {
            expect(value[1]).toBeGreaterThan(told.get(key)?.[1] ?? 0); // only what has changed, and only upwards
            told.set(key, value);
          }
        };
        for (const step of given)
          if (step === "report") tell(counters.report("changed"));
          else countFrame(counters, step[0], step[1]);
        tell(counters.report("changed"));
        for (const [key, value] of rowsOf(counters.report("all"))) expect(told.get(key)).toEqual(value);
        const counted = [...told.values()].reduce((sum, [, count]) => sum + count, 0);
        expect(counted).toBeLessThanOrEqual(given.filter((step) => step !== "report").length);
        expect(rowsOf(counters.report("changed"))).toEqual([]);
      }),
    );
  });

  it("keep groups apart", () => {
    const counters = new PairCounters();
    counters.countGroup(true, 60);
    counters.countGroup(false, 100);
    counters.countGroup(false, 100);
    expect(counters.totals()).toEqual({
      unicast: { bytes: 0, frames: 0 },
      broadcast: { bytes: 60, frames: 1 },
      multicast: { bytes: 200, frames: 2 },
    });
    expect(counters.report("all").pairs.length).toBe(0);
  });

  it("keep their reports unchanged by later frames", () => {
    const counters = new PairCounters();
    countFrame(counters, 1, 2);
    const report = counters.report("all");
    countFrame(counters, 1, 2);
    counters.countGroup(true, 60);
    expect(rowsOf(report)).toEqual([["1 2 0", [100, 1]]]);
    expect([report.unicast.frames, report.broadcast.frames]).toEqual([1, 0]);
  });
});
