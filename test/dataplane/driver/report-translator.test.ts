// Reports in VM indices, and what of them belongs to this run.
import { describe, expect, it } from "vitest";
import type { DaemonReport } from "../../../dataplane/control/traffic-report-codec.ts";
import { ReportTranslator } from "../../../dataplane/driver/report-translator.ts";
import { buildNetwork } from "../../../engine/model/build-network.ts";
import { smallNetworkIr } from "../../harness/network-ir.ts";

const network = buildNetwork(smallNetworkIr(2), ["ws"]);
const [first, second] = network.vms.map(({ mac }) => mac);
const none = { bytes: 0, frames: 0 };

/** What the only pair of a daemon has counted. */
function counted(seq: number, since: number, frames: number): DaemonReport {
  return {
    seq,
    unicast: { bytes: 100 * frames, frames },
    broadcast: none,
    multicast: none,
    pairs: Float64Array.of(first, second),
    since: Uint32Array.of(since),
    bytes: Float64Array.of(100 * frames),
    frames: Float64Array.of(frames),
  };
}

describe("ReportTranslator", () => {
  it("tells pairs by VM, leaves out addresses that no VM has, and keeps the totals", () => {
    const totals = {
      unicast: { bytes: 700, frames: 7 },
      broadcast: { bytes: 60, frames: 1 },
      multicast: none,
    };
    const report = new ReportTranslator(network).translate(1, "x", 5, {
      seq: 0,
      ...totals,
      pairs: Float64Array.of(first, 99, first, second, 99, second),
      since: Uint32Array.of(0, 2, 3),
      bytes: Float64Array.of(100, 400, 200),
      frames: Float64Array.of(1, 4, 2),
    });
    expect(report).toEqual({
      host: 1,
      at: 5,
      startId: "x",
      seq: 0,
      totals,
      pairs: Uint32Array.of(0, 1),
      since: Uint32Array.of(2),
      bytes: Float64Array.of(400),
      frames: Float64Array.of(4),
    });
  });

  it("leaves out what a daemon had counted for an earlier controller, and nothing of one that is new", () => {
    const reports = new ReportTranslator(network);
    const framesOf = (startId: string, report: DaemonReport): (number | undefined)[] => {
      const { frames, totals } = reports.translate(1, startId, 5, report);
      return [frames[0], totals?.unicast.frames];
    };
    expect(framesOf("old", counted(7, 0, 1000))).toEqual([0, 0]);
    expect(framesOf("old", counted(8, 0, 1003))).toEqual([3, 3]);
    expect(framesOf("new", counted(0, 0, 5))).toEqual([5, 5]);
    expect(framesOf("new", counted(1, 0, 9))).toEqual([9, 9]);
  });

  it("takes a pair that was forgotten and came back as it is", () => {
    const reports = new ReportTranslator(network);
    reports.translate(1, "old", 5, counted(7, 0, 1000));
    expect(reports.translate(1, "old", 6, counted(9, 9, 4)).frames).toEqual(Float64Array.of(4));
  });
});
