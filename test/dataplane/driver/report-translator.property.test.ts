// From counters to totals: however reports are lost, repeated and overtaken, daemons restarted and pairs forgotten.
import fc from "fast-check";
import { expect, test } from "vitest";
import { encodeReport, type ReportDecoder } from "../../../dataplane/control/traffic-report-codec.ts";
import { ReportTranslator } from "../../../dataplane/driver/report-translator.ts";
import { PairCounters } from "../../../dataplane/forwarding/pair-counters.ts";
import type { TrafficReport } from "../../../engine/data-plane.ts";
import { countFrame } from "../forwarding/count-frame.ts";
import { newDecoder } from "../control/read-report.ts";
import { TrafficWindow } from "../../../engine/observe/traffic-window.ts";

const vmCount = 4;
const hosts = 2;
const macOf = (vm: number): number => 0x0200_0000_0000 + vm;
const translator = new ReportTranslator({
  vms: Array.from({ length: vmCount }, (_, vm) => ({ mac: macOf(vm) })),
});

const host = fc.nat(hosts - 1);
/** VMs 4 to 9 are invented. */
const step = fc.oneof(
  {
    weight: 6,
    arbitrary: fc.record({
      do: fc.constant("send" as const),
      host,
      to: fc.nat(9),
      bytes: fc.integer({ min: 14, max: 9018 }),
    }),
  },
  {
    weight: 4,
    arbitrary: fc.record({
      do: fc.constant("report" as const),
      host,
      fate: fc.constantFrom("delivered", "delivered", "lost", "twice", "late"),
    }),
  },
  {
    weight: 1,
    arbitrary: fc.record({ do: fc.constant("reconnect" as const), host }),
  },
  { weight: 1, arbitrary: fc.record({ do: fc.constant("restart" as const), host }) },
);

/** A report of a daemon through the codec, as the engine gets it. */
function told(
  counters: PairCounters,
  decoder: ReportDecoder,
  which: "all" | "changed",
  from: number,
  startId: string,
  at: number,
): TrafficReport {
  const decoded = decoder.decode(encodeReport(counters.report(which)));
  if (!decoded.ok) throw new Error(decoded.reason);
  return translator.translate(from, startId, at, decoded.report);
}

/**
 * The oracle: of every counter that was ever told of, the largest value; the sum by pair. It tells a pair's counters
 * apart not by `since`, but by what the pair had sent in this life of the daemon before the counter began.
 */
class Oracle {
  readonly #sent = new Map<string, number>();
  readonly #before = new Map<TrafficReport, number[]>();
  readonly #counters = new Map<string, { pair: string; bytes: number }>();

  send(host: number, startId: string, pair: string, bytes: number): void {
    const key = `${host} ${startId} ${pair}`;
    this.#sent.set(key, (this.#sent.get(key) ?? 0) + bytes);
  }

  made(report: TrafficReport): TrafficReport {
    const { host, startId, bytes } = report;
    const sent = (at: number): number => this.#sent.get(`${host} ${startId} ${pairAt(report, at)}`) ?? 0;
    this.#before.set(
      report,
      Array.from(bytes, (octets, at) => sent(at) - octets),
    );
    return report;
  }

  delivered(report: TrafficReport): void {
    for (const [at, octets] of report.bytes.entries()) {
      if (!isOfVms(report, at)) continue;
      const pair = pairAt(report, at);
      const key = `${report.host} ${report.startId} ${pair} ${this.#before.get(report)?.[at]}`;
      const known = this.#counters.get(key)?.bytes ?? 0;
      this.#counters.set(key, { pair, bytes: Math.max(octets, known) });
    }
  }

  sums(): Map<string, number> {
    const sums = new Map<string, number>();
    for (const { pair, bytes } of this.#counters.values()) sums.set(pair, (sums.get(pair) ?? 0) + bytes);
    return sums;
  }
}

function pairAt({ pairs, places }: TrafficReport, at: number): string {
  const place = places?.[at] ?? at;
  return `${pairs[2 * place]}>${pairs[2 * place + 1]}`;
}

function isOfVms(report: TrafficReport, at: number): boolean {
  return pairAt(report, at)
    .split(">")
    .every((vm) => Number(vm) < vmCount);
}

test.each([1, 2, 5, 64])("totals are those of an oracle when daemons keep %i pairs", (maximumPairs) => {
  fc.assert(
    fc.property(fc.array(step, { maxLength: 80, size: "max" }), (steps) => {
      const window = new TrafficWindow(vmCount, 1);
      const daemons = Array.from({ length: hosts }, () => ({
        counters: new PairCounters({ maximumPairs }),
        decoder: newDecoder(),
        life: 0,
        all: true,
      }));
      const sent = new Map<string, number>();
      const oracle = new Oracle();
      const late: TrafficReport[] = [];
      let [at, sentBytes, before] = [0, 0, 0];
      const make = (...of: Parameters<typeof told>): TrafficReport => oracle.made(told(...of));
      const deliver = (report: TrafficReport): void => {
        oracle.delivered(report);
        window.add(report);
        const sum = window.totals().reduce((whole, { bytes }) => whole + bytes, 0);
        expect(sum).toBeGreaterThanOrEqual(before);
        before = sum;
      };
      for (const each of steps) {
        const daemon = daemons[each.host];
        at += 0.01;
        if (each.do === "send") {
          countFrame(daemon.counters, macOf(each.host), macOf(each.to), each.bytes);
          const pair = `${each.host}>${each.to}`;
          sent.set(pair, (sent.get(pair) ?? 0) + each.bytes);
          oracle.send(each.host, `life ${daemon.life}`, pair, each.bytes);
          sentBytes += each.bytes;
        } else if (each.do === "reconnect") {
          daemon.all = true;
          daemon.decoder = newDecoder();
        } else if (each.do === "restart") {
          if (daemon.life === 3) continue; // late reports of lives before the last four are ignored
          // What the life had not told yet is told at its end, so that nothing is lost for good.
          deliver(make(daemon.counters, daemon.decoder, "all", each.host, `life ${daemon.life}`, at));
          daemon.counters = new PairCounters({ maximumPairs });
          daemon.life += 1;
        } else {
          const report = make(
            daemon.counters,
            daemon.decoder,
            daemon.all ? "all" : "changed",
            each.host,
            `life ${daemon.life}`,
            at,
          );
          daemon.all = false;
          if (each.fate === "late") late.push(report);
          else if (each.fate !== "lost") deliver(report);
          if (each.fate === "twice") deliver(report);
        }
      }
      for (const report of late.reverse()) deliver(report);
      for (const [from, { counters, decoder, life }] of daemons.entries())
        deliver(make(counters, decoder, "all", from, `life ${life}`, at));

      const totals = new Map(window.totals().map(({ from, to, bytes }) => [`${from}>${to}`, bytes]));
      expect(totals).toEqual(oracle.sums());
      for (const [pair, bytes] of totals) expect(bytes).toBeLessThanOrEqual(sent.get(pair) ?? 0);
      const known = [...sent].filter(([pair]) => Number(pair.split(">")[1]) < vmCount);
      const missing = known.reduce((whole, [, bytes]) => whole + bytes, 0) - before;
      expect(missing).toBeGreaterThanOrEqual(0);
      expect(maximumPairs < 64 || missing === 0).toBe(true); // with room for all, nothing is only in the totals
      const { unicast, other } = window.sent();
      expect(unicast.bytes).toBe(sentBytes);
      expect(other.bytes).toBe(sentBytes - before);
      expect(window.countedBytes).toBe(before);
    }),
    { numRuns: 100 },
  );
});
