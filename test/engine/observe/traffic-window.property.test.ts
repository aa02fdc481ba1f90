// Whatever happens to reports on their way, the totals are what the daemons counted and the demand stays within its bounds.
import fc from "fast-check";
import { expect, test } from "vitest";
import type { TrafficReport } from "../../../engine/data-plane.ts";
import { entriesOf, totalOf } from "../../../engine/model/sparse-matrix.ts";
import { TrafficWindow } from "../../../engine/observe/traffic-window.ts";
import { trafficReport } from "./traffic-report.ts";

const vmCount = 4;

/** One life of a daemon: what it counts between reports, as [from, to, bytes]. */
const life = fc.array(
  fc.array(fc.tuple(fc.nat(vmCount - 1), fc.nat(vmCount - 1), fc.integer({ min: 1, max: 5000 })), {
    maxLength: 3,
  }),
  { minLength: 1, maxLength: 8 },
);

/** Up to 3 daemons with up to 3 lives each, as the reports that they send in order, 20 a second. */
const reports = fc
  .array(fc.array(life, { minLength: 1, maxLength: 3 }), { minLength: 1, maxLength: 3 })
  .map((daemons) => daemons.flatMap((lives, host) => reportsOf(lives, host)));

function reportsOf(lives: readonly (readonly (readonly [number, number, number])[][])[], host: number) {
  const sent: TrafficReport[] = [];
  for (const [number, increments] of lives.entries()) {
    const counters = new Map<string, [number, number, number]>();
    for (const [seq, increment] of increments.entries()) {
      for (const [from, to, bytes] of increment) {
        const counter = counters.get(`${from}>${to}`) ?? [from, to, 0];
        counter[2] += bytes;
        counters.set(`${from}>${to}`, counter);
      }
      const at = (sent.length + 1) / 20;
      const copy = [...counters.values()].map(([from, to, bytes]) => [from, to, bytes] as const);
      sent.push(trafficReport(at, copy, { host, startId: `life ${number}`, seq }));
    }
  }
  return sent;
}

/** The last report of every life holds all that it counted. */
function countedBytes(sent: readonly TrafficReport[]): number {
  const last = new Map(sent.map((report) => [`${report.host} ${report.startId}`, report]));
  return [...last.values()].flatMap(({ bytes }) => [...bytes]).reduce((sum, value) => sum + value, 0);
}

test("totals are the same however reports are repeated and reordered", () => {
  const deliveries = reports.chain((sent) =>
    fc.record({
      sent: fc.constant(sent),
      delivered: fc
        .shuffledSubarray([...sent, ...sent], { minLength: 2 * sent.length })
        .filter((all) => all.length === 2 * sent.length),
    }),
  );
  fc.assert(
    fc.property(deliveries, ({ sent, delivered }) => {
      const window = new TrafficWindow(vmCount, 1);
      for (const report of delivered) window.add(report);
      const bytes = window.totals().reduce((sum, total) => sum + total.bytes, 0);
      expect(bytes).toBe(countedBytes(sent));
    }),
    { numRuns: 150 },
  );
});

test("lost reports lose nothing once a later one of the same daemon arrives", () => {
  const deliveries = reports.chain((sent) =>
    fc.record({ sent: fc.constant(sent), kept: fc.subarray(sent) }).map(({ kept }) => {
      const last = new Map(sent.map((report) => [`${report.host} ${report.startId}`, report]));
      return { sent, delivered: sent.filter((r) => kept.includes(r) || [...last.values()].includes(r)) };
    }),
  );
  fc.assert(
    fc.property(deliveries, ({ sent, delivered }) => {
      const window = new TrafficWindow(vmCount, 1);
      for (const report of delivered) window.add(report);
      const bytes = window.totals().reduce((sum, total) => sum + total.bytes, 0);
      expect(bytes).toBe(countedBytes(sent));
    }),
    { numRuns: 150 },
  );
});

test("the demand is never negative, never more than was counted, and gone when a window has passed", () => {
  fc.assert(
    fc.property(
      reports,
      fc.array(fc.double({ min: 0, max: 3, noNaN: true }), { maxLength: 5 }),
      (sent, times) => {
        const window = new TrafficWindow(vmCount, 0.5);
        for (const report of sent) window.add(report);
        const most = (countedBytes(sent) * 8) / 0.5;
        for (const now of times.sort((a, b) => a - b)) {
          const demand = window.demand(now);
          for (const { value } of entriesOf(demand)) expect(value).toBeGreaterThanOrEqual(0);
          expect(totalOf(demand)).toBeLessThanOrEqual(most * (1 + 1e-9));
        }
        expect(totalOf(window.demand(10))).toBe(0);
      },
    ),
    { numRuns: 150 },
  );
});

test("whether pairs are told of in arrays that came before or in new ones makes no difference", () => {
  const table = Array.from({ length: 10 }, (_, place) => [place % 5, place % 3, place < 8 ? 0 : 2] as const); // VM 4 does not exist
  const pairs = Uint32Array.from(table.flatMap(([from, to]) => [from, to]));
  const since = Uint32Array.from(table, ([, , began]) => began);
  const lists = fc.array(fc.array(fc.nat(table.length - 1), { maxLength: 12 }), {
    minLength: 1,
    maxLength: 3,
  });
  const told = fc.tuple(fc.nat(2), fc.array(fc.nat(2000), { minLength: 12, maxLength: 12 }));
  fc.assert(
    fc.property(lists, fc.array(told, { maxLength: 25 }), (list, reports) => {
      const known = list.map((places) => Uint32Array.from(places));
      const [again, anew] = [new TrafficWindow(vmCount, 0.3), new TrafficWindow(vmCount, 0.3)];
      for (const [seq, [which, values]] of reports.entries()) {
        const places = known[which % known.length];
        const bytes = Float64Array.from(places, (_, at) => values[at]);
        const report = { host: 0, at: seq / 20, startId: "x", seq, bytes, frames: bytes };
        again.add({ ...report, pairs, since, places });
        anew.add({
          ...report,
          pairs: Uint32Array.from([...places].flatMap((place) => table[place].slice(0, 2))),
          since: places.map((place) => since[place]),
        });
        expect(again.totals()).toEqual(anew.totals());
        expect([...entriesOf(again.demand(seq / 20))]).toEqual([...entriesOf(anew.demand(seq / 20))]);
      }
    }),
    { numRuns: 100 },
  );
});
