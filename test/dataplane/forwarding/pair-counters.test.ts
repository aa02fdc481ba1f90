// The pair counters under a scan of invented addresses, and what a counted frame costs in memory.
import { describe, expect, it } from "vitest";
import { PairCounters } from "../../../dataplane/forwarding/pair-counters.ts";
import { countFrame, headerOf } from "./count-frame.ts";

const vm = (index: number): number => 0x0200_0000_0000 + index;
const invented = (index: number): number => 0x0600_0000_0000 + index;

/** Octets by pair, as `source>destination`. */
function known(counters: PairCounters): Map<string, number> {
  const { pairs, bytes } = counters.report("all");
  return new Map([...bytes].map((octets, at) => [`${pairs[2 * at]}>${pairs[2 * at + 1]}`, octets]));
}

/** Octets that the heap grows by while `work` runs a thousand times; collections in between do not hide it. */
function heapGrowth(work: () => void): number {
  let grown = 0;
  for (let part = 0; part < 1000; part++) {
    const before = process.memoryUsage().heapUsed;
    work();
    grown += Math.max(0, process.memoryUsage().heapUsed - before);
  }
  return grown;
}

describe("pair counters", () => {
  it("keep the pairs that send through a scan of 65,000 invented addresses, and every frame in the totals", () => {
    const counters = new PairCounters({ seed: 7 });
    const active = Array.from({ length: 900 }, (_, index) => index);
    for (const round of [1, 2])
      for (const index of active) countFrame(counters, vm(index), vm(index + 1), round);
    for (let index = 0; index < 65_000; index++) countFrame(counters, vm(0), invented(index));
    const after = known(counters);
    expect(active.every((index) => after.get(`${vm(index)}>${vm(index + 1)}`) === 3)).toBe(true);
    expect(after.size).toBe(65_536);
    expect(counters.totals().unicast).toEqual({ bytes: 900 * 3 + 6_500_000, frames: 900 * 2 + 65_000 });
    expect(counters.other).toEqual({ bytes: 36_400, frames: 364 });
  });

  it("keep a pair that sends now and then through a scan without end, in bounded memory", () => {
    const counters = new PairCounters({ maximumPairs: 1024 });
    for (let index = 0; index < 100_000; index++) {
      countFrame(counters, vm(0), invented(index));
      if (index % 500 === 0) countFrame(counters, vm(1), vm(2));
    }
    const after = known(counters);
    expect(after.get(`${vm(1)}>${vm(2)}`)).toBe(20_000);
    expect(after.size).toBe(1024);
  });

  it("begin a pair that was forgotten and comes back at zero, as counted since a later report", () => {
    const counters = new PairCounters({ maximumPairs: 1 });
    countFrame(counters, 1, 2);
    expect(counters.report("changed")).toMatchObject({ seq: 0, since: Uint32Array.of(0) });
    countFrame(counters, 3, 4);
    countFrame(counters, 1, 2, 70);
    const report = counters.report("changed");
    expect([...report.pairs, ...report.since, ...report.bytes]).toEqual([1, 2, 1, 70]);
    expect(counters.other).toEqual({ bytes: 200, frames: 2 });
  });

  it("allocate nothing for a frame of a known pair", () => {
    const counters = new PairCounters();
    const headers = Array.from({ length: 64 }, (_, index) => headerOf(vm(index), vm(index * 7)));
    const countSome = (): void => {
      for (let frame = 0; frame < 1000; frame++) counters.count(headers[frame & 63], 0, 1514);
    };
    const kept: { bytes: number }[] = [];
    const countIntoObjects = (): void => {
      for (let frame = 0; frame < 1000; frame++) kept[frame & 63] = { bytes: frame };
    };
    for (let round = 0; round < 1000; round++) countSome();
    expect(heapGrowth(countIntoObjects)).toBeGreaterThan(8_000_000); // so small an object a frame would be seen
    expect(heapGrowth(countSome)).toBeLessThan(4_000_000); // less than a number a frame, which is 16 octets
  });
});
