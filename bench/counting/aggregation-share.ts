// The controller's share of a core for the traffic of a large network: from the reports as they come by the wire to the demand.
import { decodeReport, encodeReport } from "../../dataplane/control/traffic-report-codec.ts";
import { ReportTranslator } from "../../dataplane/driver/report-translator.ts";
import { frameHeaderBytes, writeFrameHeader } from "../../dataplane/ethernet/frame-header.ts";
import { PairCounters } from "../../dataplane/forwarding/pair-counters.ts";
import { TrafficWindow } from "../../engine/observe/traffic-window.ts";
import { cpuSeconds } from "./cpu-time.ts";

const vmCount = 1000;
const peersPerVm = 50; // every one of the 50,000 pairs sends between any two reports
const reportsPerSecond = 20;
const secondsPerTurn = 0.5;

const macOf = (vm: number): number => 0x0200_0000_0000 + vm;

export interface AggregationShare {
  readonly hosts: number;
  readonly entries: number; // of the demand
  /** CPU seconds per second of traffic, the median over the turns after the window has filled. */
  readonly share: number;
}

export function aggregationShare(hosts: number, turns: number): AggregationShare {
  const daemons = Array.from({ length: hosts }, () => new PairCounters());
  const vms = Array.from({ length: vmCount }, (_, vm) => ({ mac: macOf(vm) }));
  const translator = new ReportTranslator({ vms });
  const window = new TrafficWindow(vmCount, 1);
  let tick = 0;
  let entries = 0;
  const shares: number[] = [];
  for (let turn = 0; turn < turns + 2 / secondsPerTurn; turn++) {
    const rounds = Array.from({ length: secondsPerTurn * reportsPerSecond }, () => reportsOf(daemons));
    const seconds = cpuSeconds(() => {
      for (const messages of rounds) {
        const now = tick++ / reportsPerSecond;
        messages.forEach((message, host) => {
          const decoded = decodeReport(message);
          if (!decoded.ok) throw new Error(decoded.reason);
          const at = now + host / hosts / reportsPerSecond; // daemons report one after another
          window.add(translator.translate(host, "bench", at, decoded.report));
        });
        entries = window.demand(now + 1 / reportsPerSecond).value.length;
      }
    });
    if (turn >= 2 / secondsPerTurn) shares.push(seconds / secondsPerTurn);
  }
  return { hosts, entries, share: shares.sort((a, b) => a - b)[Math.floor(shares.length / 2)] ?? NaN };
}

/** One report of each daemon, after all its VMs have sent a frame to all their peers. */
function reportsOf(daemons: readonly PairCounters[]): Uint8Array[] {
  const header = new Uint8Array(frameHeaderBytes);
  const vmsPerHost = vmCount / daemons.length;
  return daemons.map((counters, host) => {
    for (let vm = host * vmsPerHost; vm < (host + 1) * vmsPerHost; vm++)
      for (let peer = 1; peer <= peersPerVm; peer++) {
        writeFrameHeader(header, 0, {
          source: macOf(vm),
          destination: macOf((vm + 19 * peer) % vmCount),
          etherType: 0x0800,
        });
        counters.count(header, 0, 64 + ((peer * 97 + vm) % 1450));
      }
    return encodeReport(counters.report("changed"));
  });
}
