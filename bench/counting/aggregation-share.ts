// The controller's share of a core for the traffic of a large network: from the reports as they come by the wire to the demand.
import { ColumnMemory } from "../../dataplane/control/column-memory.ts";
import { encodeReport, ReportDecoder } from "../../dataplane/control/traffic-report-codec.ts";
import { ReportTranslator } from "../../dataplane/driver/report-translator.ts";
import { frameHeaderBytes, writeFrameHeader } from "../../dataplane/ethernet/frame-header.ts";
import { PairCounters } from "../../dataplane/forwarding/pair-counters.ts";
import { TrafficWindow } from "../../engine/observe/traffic-window.ts";
import { cpuSeconds, median } from "./cpu-time.ts";

const vmCount = 1000;
const peersPerVm = 50;
const reportsPerSecond = 20;
const warmUpSeconds = 3; // the window is full, and the code is compiled

const macOf = (vm: number): number => 0x0200_0000_0000 + vm;

export interface AggregationShare {
  readonly entries: number; // of the demand
  /** CPU seconds per second of traffic, the median over the seconds after the window has filled. */
  readonly share: number;
  /** Of the second that was disturbed least. */
  readonly least: number;
}

/** `chance`: of a pair to send anything between two reports of its daemon. */
export function aggregationShare(hosts: number, chance: number, seconds: number): AggregationShare {
  const daemons = Array.from({ length: hosts }, () => new PairCounters());
  const memory = new ColumnMemory();
  const decoders = daemons.map(
    () => new ReportDecoder(memory, Int32Array.of(0x2545f491, 0x14d049bb, 0x6a09e667, 0x3c6ef372)),
  );
  const vms = Array.from({ length: vmCount }, (_, vm) => ({ mac: macOf(vm) }));
  const translator = new ReportTranslator({ vms });
  const window = new TrafficWindow(vmCount, 1);
  const random = randomNumbers();
  let entries = 0;
  let taken = 0;
  const shares: number[] = [];
  for (let tick = 1; tick <= (warmUpSeconds + seconds) * reportsPerSecond; tick++) {
    const messages = reportsOf(daemons, chance, random);
    const now = tick / reportsPerSecond;
    taken += cpuSeconds(() => {
      messages.forEach((message, host) => {
        const decoded = decoders[host].decode(message);
        if (!decoded.ok) throw new Error(decoded.reason);
        const at = now - (1 - host / hosts) / reportsPerSecond; // daemons report one after another
        window.add(translator.translate(host, "bench", at, decoded.report));
      });
      entries = window.demand(now).value.length;
    });
    if (tick % reportsPerSecond > 0) continue;
    if (now > warmUpSeconds) shares.push(taken);
    taken = 0;
  }
  return { entries, share: median(shares), least: Math.min(...shares) };
}

/** One report of each daemon, after its VMs have sent a frame to their peers. */
function reportsOf(daemons: readonly PairCounters[], chance: number, random: () => number): Uint8Array[] {
  const header = new Uint8Array(frameHeaderBytes);
  const vmsPerHost = vmCount / daemons.length;
  return daemons.map((counters, host) => {
    for (let vm = host * vmsPerHost; vm < (host + 1) * vmsPerHost; vm++)
      for (let peer = 1; peer <= peersPerVm; peer++) {
        if (random() >= chance) continue;
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

/** 0 ≤ each < 1, the same in every run: a linear congruential generator (Numerical Recipes). */
function randomNumbers(): () => number {
  let state = 1;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
}
