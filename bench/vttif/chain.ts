// The real chain: reports of one daemon per VM, the sliding window, inference; driven by simulated traffic on a simulated clock.
import { Inference, TrafficWindow, type ApplicationEvent, type SparseMatrix } from "../../engine/index.ts";
import { AutomaticWindow } from "../../engine/infer/automatic-window.ts";
import { BspSender, type BspTraffic } from "./bsp-traffic.ts";

export interface Settings {
  readonly smooth: number | "auto"; // seconds
  readonly detect: number;
  readonly prune: number;
}

const updateSeconds = 0.05;

/**
 * Runs the traffic until `seconds`, and tells all that was inferred. Daemons report in turn within the interval, as
 * daemons do that were not started together. `look` sees every matrix.
 */
export function inferredFrom(
  traffic: readonly BspTraffic[],
  seconds: number,
  settings: Settings,
  random: () => number,
  look: (now: number, demand: SparseMatrix) => void = () => {},
): ApplicationEvent[] {
  const { vmCount } = traffic[0];
  const senders = traffic.map((one) => new BspSender(one, random));
  const automatic = settings.smooth === "auto" ? new AutomaticWindow(updateSeconds, NaN) : undefined;
  const smoothSeconds = settings.smooth === "auto" ? 1 : settings.smooth;
  const { pauseSeconds } = automatic ?? { pauseSeconds: undefined };
  const window = new TrafficWindow(vmCount, smoothSeconds);
  const inference = new Inference({ ...settings, vmCount, smoothSeconds, updateSeconds, pauseSeconds });
  const offsets = Array.from({ length: vmCount }, () => random() * updateSeconds);
  const events: ApplicationEvent[] = [];
  for (let turn = 0; turn * updateSeconds <= seconds; turn++) {
    const now = turn * updateSeconds;
    for (const [vm, offset] of offsets.entries()) window.add(reportOf(vm, now - offset, turn, senders));
    if (automatic !== undefined) {
      const wanted = automatic.update(now, window.countedBytes, NaN);
      window.resize(now, wanted);
      inference.setWindow(now, wanted);
    }
    const demand = window.demand(now);
    look(now, demand);
    events.push(...inference.update(now, demand).events);
  }
  return events;
}

function reportOf(vm: number, at: number, seq: number, senders: readonly BspSender[]) {
  const sent = new Map<number, number>();
  for (const sender of senders) sender.each(vm, at, (to, bytes) => sent.set(to, (sent.get(to) ?? 0) + bytes));
  const peers = [...sent.keys()];
  const bytes = Float64Array.from(peers, (to) => Math.floor(sent.get(to) ?? 0));
  return {
    host: vm,
    at,
    startId: "1",
    seq,
    pairs: Uint32Array.from(peers.flatMap((to) => [vm, to])),
    bytes,
    frames: bytes.map((count) => Math.ceil(count / 1500)),
  };
}
