// A recorded application: the frames of a capture, each at the port of the VM that has its source address.
import { formatMac, type Network, type TrafficTotal } from "../../engine/index.ts";
import { replayCapture, type EmbeddedNetwork, type OpenReplay, type ReplayReport } from "../../lab/index.ts";
import type { RunEvent } from "../report/run-event.ts";
import type { Application } from "./application.ts";
import { droppedFrames } from "./dropped-frames.ts";

interface ReplayOptions {
  readonly network: Network;
  readonly embedded: EmbeddedNetwork;
  readonly capture: OpenReplay;
  readonly file: string;
  readonly speed: number | "max";
}

export function replayApplication({ network, embedded, capture, file, speed }: ReplayOptions): Application {
  const owners = new Map(network.vms.map(({ mac }, vm) => [mac, vm]));
  const stopping = new AbortController();
  let replay: Promise<ReplayReport> | undefined;
  return {
    description: `replay of \`${file}\` at ${speed === "max" ? "full speed" : `${speed} times its speed`}`,
    start() {
      replay = replayCapture({
        frames: capture.frames,
        ownerOf: (mac) => owners.get(mac),
        ends: embedded.vmEnds,
        speed,
        signal: stopping.signal,
      });
      replay.catch(() => undefined); // `result` tells
    },
    speed: () => undefined,
    async finished(signal) {
      const abort = (): void => stopping.abort();
      signal.addEventListener("abort", abort, { once: true });
      await replay?.catch(() => undefined);
      signal.removeEventListener("abort", abort);
    },
    async result(record, totals): Promise<RunEvent> {
      const report = await replay!;
      await embedded.plane.flushReports();
      const end = capture.end();
      return {
        event: "replayed",
        frames: report.played,
        bytes: report.playedBytes,
        skipped: [...report.skipped].map(([mac, frames]) => ({ mac: formatMac(mac), frames })),
        unplayable: report.unplayable,
        truncated: end?.truncated ?? false,
        fault: end?.fault?.message ?? null,
        seconds: report.seconds,
        matrix: totalsOf(network, totals()),
        framesDropped: droppedFrames(embedded.daemons.map((daemon) => daemon.state())),
        ...record.summary(),
      };
    },
    async close() {
      stopping.abort();
      capture.close();
      await replay?.catch(() => undefined);
    },
  };
}

/** Bytes descending, then by addresses. */
function totalsOf(
  network: Network,
  totals: readonly TrafficTotal[],
): Extract<RunEvent, { event: "replayed" }>["matrix"] {
  return totals
    .map(({ from, to, bytes, frames }) => ({
      from: network.vms[from]?.name ?? "",
      to: network.vms[to]?.name ?? "",
      source: formatMac(network.vms[from]?.mac ?? 0),
      destination: formatMac(network.vms[to]?.mac ?? 0),
      frames,
      bytes,
    }))
    .sort(
      (a, b) => b.bytes - a.bytes || compare(a.source, b.source) || compare(a.destination, b.destination),
    );
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
