// An application that alternates between topologies, as the daemons would report it: the paper's Figure 6.
import type { Edge } from "../../../engine/model/application.ts";
import type { TrafficReport } from "../../../engine/data-plane.ts";
import { Inference } from "../../../engine/infer/inference.ts";
import { TrafficWindow } from "../../../engine/observe/traffic-window.ts";
import { trafficReport } from "../observe/traffic-report.ts";

export interface Application {
  readonly vmCount: number;
  /** Bytes that each edge carries each way during (from, to], seconds. */
  send(from: number, to: number): readonly { readonly edge: Edge; readonly bytes: number }[];
}

export interface Declared {
  readonly at: number;
  readonly shape: string;
  readonly edges: number;
}

const reportsPerSecond = 20;

/**
 * One daemon per VM; their reports are spread over the interval, and arrive after the given delays (seconds, in turn).
 * Every arrival is followed by an inference.
 */
export function declaredChanges(
  application: Application,
  seconds: number,
  options: { readonly smoothSeconds: number; readonly detect: number; readonly prune: number },
  delays: readonly number[] = [0],
): Declared[] {
  const { vmCount } = application;
  const window = new TrafficWindow(vmCount, options.smoothSeconds);
  const inference = new Inference({ ...options, vmCount });
  const changes: Declared[] = [];
  for (const { arrival, report } of deliveries(application, seconds, delays)) {
    window.add(report);
    for (const event of inference.update(arrival, window.demand(arrival)).events) {
      if (event.kind !== "changed") continue;
      const { shape, topology } = event.application;
      changes.push({ at: arrival, shape: shape[0]?.class ?? "", edges: topology.length });
    }
  }
  return changes;
}

/** The reports of all daemons in the order in which they arrive. */
function deliveries(application: Application, seconds: number, delays: readonly number[]) {
  const { vmCount } = application;
  const sent = Array.from({ length: vmCount }, () => new Map<number, number>());
  const reported = new Float64Array(vmCount);
  const delivered: { arrival: number; report: TrafficReport }[] = [];
  for (let tick = 0; tick < seconds * reportsPerSecond; tick++) {
    for (const [vm, counters] of sent.entries()) {
      const now = (tick + vm / vmCount) / reportsPerSecond;
      for (const { edge, bytes } of application.send(reported[vm], now)) {
        const peer = edge.a === vm ? edge.b : edge.b === vm ? edge.a : undefined;
        if (peer !== undefined && bytes > 0) counters.set(peer, (counters.get(peer) ?? 0) + bytes);
      }
      reported[vm] = now;
      const pairs = [...counters].map(([peer, bytes]) => [vm, peer, bytes] as const);
      const delay = delays[delivered.length % delays.length] ?? 0;
      delivered.push({ arrival: now + delay, report: trafficReport(now, pairs, { host: vm, seq: tick }) });
    }
  }
  return delivered.sort((x, y) => x.arrival - y.arrival);
}

/** Uses each topology in turn for `seconds`, 1 MB/s per edge and direction. */
export function alternating(
  vmCount: number,
  topologies: readonly (readonly Edge[])[],
  seconds: number,
): Application {
  return {
    vmCount,
    send: (from, to) =>
      topologies.flatMap((edges, position) => {
        const time = activeSeconds(from, to, seconds, topologies.length, position);
        return edges.map((edge) => ({ edge, bytes: time * 1e6 }));
      }),
  };
}

/** How much of (from, to] lies in the turns of one of `count` phases that take `seconds` each. */
function activeSeconds(from: number, to: number, seconds: number, count: number, phase: number): number {
  const upTo = (time: number): number => {
    const rounds = Math.floor(time / (seconds * count));
    const rest = time - rounds * seconds * count - phase * seconds;
    return rounds * seconds + Math.min(seconds, Math.max(0, rest));
  };
  return upTo(to) - upTo(from);
}
