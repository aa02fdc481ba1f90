// The pair counters against a map.
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { PairCounters } from "../../../dataplane/forwarding/pair-counters.ts";

const mac = fc.oneof(
  fc.integer({ min: 0x0200_0000_0000, max: 0x0200_0000_0020 }),
  fc.nat(2 ** 48 - 1),
  fc.constantFrom(0, 2 ** 48 - 1, 2 ** 47),
);
const frames = fc.array(fc.tuple(mac, mac, fc.integer({ min: 14, max: 65_568 })), { maxLength: 300 });

describe("pair counters", () => {
  it("count octets and frames of each pair, in the order of first sight, and the rest as others", () => {
    fc.assert(
      fc.property(frames, fc.integer({ min: 1, max: 200 }), (sent, room) => {
        const counters = new PairCounters(room);
        const expected = new Map<string, { pair: [number, number]; bytes: number; frames: number }>();
        let [otherBytes, otherFrames] = [0, 0];
        for (const [source, destination, bytes] of sent) {
          counters.count(source, destination, bytes);
          const key = `${source} ${destination}`;
          const entry = expected.get(key);
          if (entry !== undefined) {
            entry.bytes += bytes;
            entry.frames += 1;
          } else if (expected.size < room)
            expected.set(key, { pair: [source, destination], bytes, frames: 1 });
          else {
            otherBytes += bytes;
            otherFrames += 1;
          }
        }
        const all = [...expected.values()];
        const snapshot = counters.snapshot();
        expect([...snapshot.pairs]).toEqual(all.flatMap(({ pair }) => pair));
        expect([...snapshot.bytes]).toEqual(all.map(({ bytes }) => bytes));
        expect([...snapshot.frames]).toEqual(all.map((entry) => entry.frames));
        expect([counters.otherBytes, counters.otherFrames]).toEqual([otherBytes, otherFrames]);
      }),
    );
  });

  it("keep their snapshots unchanged by later frames", () => {
    const counters = new PairCounters();
    counters.count(1, 2, 100);
    const snapshot = counters.snapshot();
    counters.count(1, 2, 50);
    expect([...snapshot.bytes]).toEqual([100]);
    expect([...counters.snapshot().bytes]).toEqual([150]);
  });
});
