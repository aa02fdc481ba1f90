// Reports in VM indices, and totals over restarts of daemons.
import { describe, expect, it } from "vitest";
import { TrafficLedger } from "../../../dataplane/driver/traffic-ledger.ts";
import { buildNetwork } from "../../../engine/model/build-network.ts";
import { smallNetworkIr } from "../../harness/network-ir.ts";

const network = buildNetwork(smallNetworkIr(2), ["ws"]);
const [first, second] = network.vms.map(({ mac }) => mac);

function counted(seq: number, bytes: number, destination = second) {
  return {
    seq,
    pairs: Float64Array.of(first, destination),
    bytes: Float64Array.of(bytes),
    frames: Float64Array.of(bytes / 100),
  };
}

describe("TrafficLedger", () => {
  it("tells pairs by VM and leaves out addresses that no VM has", () => {
    const ledger = new TrafficLedger(network);
    const report = ledger.record(1, "x", 5, counted(3, 200));
    expect(report).toMatchObject({ host: 1, at: 5, startId: "x", seq: 3, pairs: Uint32Array.of(0, 1) });
    expect(ledger.record(1, "x", 6, counted(4, 200, 99)).pairs).toEqual(new Uint32Array());
  });

  it("adds up what each start of a daemon has counted last", () => {
    const ledger = new TrafficLedger(network);
    ledger.record(1, "x", 1, counted(0, 100));
    ledger.record(1, "x", 2, counted(1, 300));
    ledger.record(1, "x", 2, counted(0, 100)); // late
    ledger.record(1, "y", 3, counted(0, 500));
    expect(ledger.totals()).toEqual([{ from: 0, to: 1, bytes: 800, frames: 8 }]);
  });
});
