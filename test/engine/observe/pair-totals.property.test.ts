// The table of pairs against a plain map, with addresses that differ in any of their 48 bits.
import fc from "fast-check";
import { expect, it } from "vitest";
import { PairTotals } from "../../../engine/observe/pair-totals.ts";

const mac = fc.tuple(fc.nat({ max: 3 }), fc.nat({ max: 47 })).map(([digit, bit]) => digit * 2 ** (bit - 1));
const entry = fc.record({ source: mac, destination: mac, bytes: fc.nat(), frames: fc.nat({ max: 9 }) });

it("adds up what a map adds up, and counts the rest where there is no more room", () => {
  fc.assert(
    fc.property(
      fc.array(entry, { maxLength: 400 }),
      fc.integer(),
      fc.integer({ min: 1, max: 200 }),
      (entries, seed, room) => {
        const totals = new PairTotals(seed, room);
        const expected = new Map<string, [number, number]>();
        const other = [0, 0];
        for (const { source, destination, bytes, frames } of entries.map((row) => ({
          ...row,
          source: Math.floor(row.source),
          destination: Math.floor(row.destination),
        }))) {
          const key = `${source} ${destination}`;
          const isKnown = expected.has(key);
          const pair = totals.add(source, destination, bytes, frames);
          const sum = isKnown || expected.size < room ? (expected.get(key) ?? [0, 0]) : other;
          expect(pair < 0).toBe(sum === other);
          sum[0] += bytes;
          sum[1] += frames;
          if (sum !== other) expected.set(key, sum as [number, number]);
        }
        const counted = new Map(
          Array.from({ length: totals.count }, (_, pair) => [
            `${totals.source[pair]} ${totals.destination[pair]}`,
            [totals.bytes[pair], totals.frames[pair]],
          ]),
        );
        expect(counted).toEqual(expected);
        expect([totals.otherBytes, totals.otherFrames]).toEqual(other);
      },
    ),
    { numRuns: 100 },
  );
});
