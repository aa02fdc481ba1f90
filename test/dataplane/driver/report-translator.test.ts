// Reports in VM indices, and what of them belongs to this run.
import { describe, expect, it } from "vitest";
import { type DaemonReport, encodeReport } from "../../../dataplane/control/traffic-report-codec.ts";
import { ReportTranslator } from "../../../dataplane/driver/report-translator.ts";
import { buildNetwork } from "../../../engine/model/build-network.ts";
import type { TrafficReport } from "../../../engine/data-plane.ts";
import type { CountReport } from "../../../dataplane/forwarding/pair-counters.ts";
import { smallNetworkIr } from "../../harness/network-ir.ts";
import { newDecoder } from "../control/read-report.ts";

const network = buildNetwork(smallNetworkIr(2), ["ws"]);
const [first, second] = network.vms.map(({ mac }) => mac);
const none = { bytes: 0, frames: 0 };

function received(report: CountReport, decoder = newDecoder()): DaemonReport {
  const decoded = decoder.decode(encodeReport(report));
  if (!decoded.ok) throw new Error(decoded.reason);
  return decoded.report;
}

/** Entry by entry: source, destination, since, bytes, frames; what is of no VM left out. */
function entriesOf({ pairs, places, since, bytes, frames }: TrafficReport): (number | undefined)[][] {
  return Array.from(places ?? [], (place, at) => [
    pairs[2 * place],
    pairs[2 * place + 1],
    since?.[place],
    bytes[at],
    frames[at],
  ]).filter(([from = Infinity, to = Infinity]) => Math.max(from, to) < network.vms.length);
}

/** What the only pair of a daemon has counted. */
function counted(seq: number, since: number, frames: number, decoder = newDecoder()): DaemonReport {
  const report = {
    seq,
    unicast: { bytes: 100 * frames, frames },
    broadcast: none,
    multicast: none,
    pairs: Float64Array.of(first, second),
    since: Uint32Array.of(since),
    bytes: Float64Array.of(100 * frames),
    frames: Float64Array.of(frames),
  };
  return received(report, decoder);
}

describe("ReportTranslator", () => {
  it("tells pairs by VM, leaves out addresses that no VM has, and keeps the totals", () => {
    const totals = {
      unicast: { bytes: 700, frames: 7 },
      broadcast: { bytes: 60, frames: 1 },
      multicast: none,
    };
    const report = new ReportTranslator(network).translate(
      1,
      "x",
      5,
      received({
        seq: 0,
        ...totals,
        pairs: Float64Array.of(first, 99, first, second, 99, second),
        since: Uint32Array.of(0, 2, 3),
        bytes: Float64Array.of(100, 400, 200),
        frames: Float64Array.of(1, 4, 2),
      }),
    );
    expect(report).toMatchObject({ host: 1, at: 5, startId: "x", seq: 0, totals });
    expect(entriesOf(report)).toEqual([[0, 1, 2, 400, 4]]);
  });

  it("looks the counters of a daemon up once, also when more come or another connection begins", () => {
    const reports = new ReportTranslator(network);
    const decoder = newDecoder();
    const [told, again] = [0, 1].map((seq) => reports.translate(1, "x", 5, counted(seq, 0, 3, decoder)));
    expect(again.pairs).toBe(told.pairs);
    expect(again.places).toBe(told.places);
    const flood = received(
      {
        seq: 2,
        unicast: none,
        broadcast: none,
        multicast: none,
        pairs: Float64Array.from({ length: 80 }, (_, at) => (at === 79 ? first : at % 2 === 0 ? second : at)),
        since: new Uint32Array(40).fill(2),
        bytes: new Float64Array(40).fill(1),
        frames: new Float64Array(40).fill(1),
      },
      decoder,
    );
    expect(entriesOf(reports.translate(1, "x", 5, flood))).toEqual([[1, 0, 2, 1, 1]]);
    expect(entriesOf(reports.translate(1, "x", 5, counted(3, 0, 4)))).toEqual([[0, 1, 0, 400, 4]]);
  });

  it("leaves out what a daemon had counted for an earlier controller, and nothing of one that is new", () => {
    const reports = new ReportTranslator(network);
    const decoder = newDecoder();
    const framesOf = (startId: string, report: DaemonReport): (number | undefined)[] => {
      const { frames, totals } = reports.translate(1, startId, 5, report);
      return [frames[0], totals?.unicast.frames];
    };
    expect(framesOf("old", counted(7, 0, 1000, decoder))).toEqual([0, 0]);
    expect(framesOf("old", counted(8, 0, 1003, decoder))).toEqual([3, 3]);
    expect(framesOf("old", counted(9, 0, 1004))).toEqual([4, 4]); // on another connection
    expect(framesOf("new", counted(0, 0, 5))).toEqual([5, 5]);
    expect(framesOf("new", counted(1, 0, 9))).toEqual([9, 9]);
  });

  it("takes a pair that was forgotten and came back as it is", () => {
    const reports = new ReportTranslator(network);
    reports.translate(1, "old", 5, counted(7, 0, 1000));
    expect(reports.translate(1, "old", 6, counted(9, 9, 4)).frames).toEqual(Float64Array.of(4));
  });
});
