// The demo's application at work: iterations of neighbour exchange on a ring of all VMs, measured before and after adaptation.
import { setTimeout as wait } from "node:timers/promises";
import type { Network } from "../../engine/index.ts";
import { iterationsPerSecond, startWorkload, type EmbeddedNetwork } from "../../lab/index.ts";
import type { RunEvent, Speed } from "../report/run-event.ts";
import { formatSeconds } from "../report/quantity.ts";
import type { Application } from "./application.ts";
import { droppedFrames } from "./dropped-frames.ts";
import { policyWorkload } from "./policy-workload.ts";

/** What a speed leaves out at each end of its time, so that starts and changes do not count: seconds, own choice. */
const marginSeconds = 0.3;

interface RingOptions {
  readonly network: Network;
  readonly embedded: EmbeddedNetwork;
  readonly durationSeconds: number;
  /** What to try after this run: lines of text. */
  readonly next: readonly string[];
  /** Seconds since the run began. */
  readonly now: () => number;
}

export function ringApplication({ network, embedded, durationSeconds, next, now }: RingOptions): Application {
  const options = policyWorkload(network);
  const workload = startWorkload({ ...options, ends: embedded.vmEnds });
  const epoch = (performance.timeOrigin + performance.now()) / 1000 - now(); // of the run, on the workload's clock
  let startedAt = NaN;
  const speed = (from: number, to: number): Speed | null => {
    const rate = iterationsPerSecond(workload.iterations(), epoch + from, epoch + to);
    if (Number.isNaN(rate) || rate === 0) return null;
    return { iterationsPerSecond: rate, iterations: Math.round(rate * (to - from)), seconds: to - from };
  };

  return {
    description:
      `application: ${network.vms.length} VMs compute (a timed wait of ${formatSeconds(options.computeSeconds)}) and exchange ` +
      `${options.messageBytes} bytes with both neighbours on a ring, for ${formatSeconds(durationSeconds)}`,
    start() {
      startedAt = now();
      workload.start();
    },
    speed: () => iterationsPerSecond(workload.iterations(), epoch + now() - 1, epoch + now()),
    async finished(signal) {
      await wait(durationSeconds * 1000, undefined, { signal }).catch(() => undefined);
    },
    async result(record): Promise<RunEvent> {
      const endedAt = now();
      const before = speed(startedAt + marginSeconds, record.firstPlanAt ?? endedAt);
      const after =
        record.lastAppliedAt === undefined ? null : speed(record.lastAppliedAt + marginSeconds, endedAt);
      const { framesSent, framesLost, framesDuplicated, framesReordered } = await workload.quiesce();
      const neighbours = neighbourFlows(options.ring);
      return {
        event: "result",
        next,
        before,
        after,
        ratio: before && after ? after.iterationsPerSecond / before.iterationsPerSecond : null,
        framesSent,
        framesLost,
        framesDuplicated,
        framesReordered,
        framesDropped: droppedFrames(embedded.daemons.map((daemon) => daemon.state())),
        ...record.summary(),
        neighbourFlows: neighbours.length,
        neighbourFlowsOnDirectLinks: neighbours.filter(([from, to]) => record.isDirect(from, to)).length,
      };
    },
    close: () => workload.close(),
  };
}

/** Every directed pair of neighbours on the ring, each once. */
function neighbourFlows(ring: readonly number[]): [number, number][] {
  const flows = new Map<string, [number, number]>();
  ring.forEach((vm, position) => {
    const next = ring[(position + 1) % ring.length] ?? vm;
    if (next === vm) return;
    flows.set(`${vm}>${next}`, [vm, next]).set(`${next}>${vm}`, [next, vm]);
  });
  return [...flows.values()];
}
