// Reports in VM indices.
import { describe, expect, it } from "vitest";
import { ReportTranslator } from "../../../dataplane/driver/report-translator.ts";
import { buildNetwork } from "../../../engine/model/build-network.ts";
import { smallNetworkIr } from "../../harness/network-ir.ts";

const network = buildNetwork(smallNetworkIr(2), ["ws"]);
const [first, second] = network.vms.map(({ mac }) => mac);

describe("ReportTranslator", () => {
  it("tells pairs by VM, leaves out addresses that no VM has, and keeps the totals", () => {
    const totals = {
      unicast: { bytes: 700, frames: 7 },
      broadcast: { bytes: 60, frames: 1 },
      multicast: { bytes: 0, frames: 0 },
    };
    const report = new ReportTranslator(network).translate(1, "x", 5, {
      seq: 3,
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
      seq: 3,
      totals,
      pairs: Uint32Array.of(0, 1),
      since: Uint32Array.of(2),
      bytes: Float64Array.of(400),
      frames: Float64Array.of(4),
    });
  });
});
