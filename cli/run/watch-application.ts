// An application that runs elsewhere, in the VMs of separate daemons: the run watches it for a time, or until it is interrupted.
import { setTimeout as wait } from "node:timers/promises";
import type { WebSocketDataPlane } from "../../dataplane/index.ts";
import type { Network } from "../../engine/index.ts";
import { formatSeconds } from "../report/quantity.ts";
import type { RunEvent } from "../report/run-event.ts";
import type { Application } from "./application.ts";
import { droppedFrames } from "./dropped-frames.ts";

/** A timer cannot be set further ahead, milliseconds: about 25 days. */
const longestWaitMs = 2 ** 31 - 1;

interface WatchOptions {
  readonly network: Network;
  readonly plane: WebSocketDataPlane;
  /** Infinity: until it is interrupted. */
  readonly durationSeconds: number;
  /** Seconds since the run began. */
  readonly now: () => number;
}

export function watchApplication({ network, plane, durationSeconds, now }: WatchOptions): Application {
  const until = durationSeconds === Infinity ? "until Ctrl-C" : `for ${formatSeconds(durationSeconds)}`;
  let startedAt = NaN;
  return {
    description: `watching what ${network.vms.length} VMs send, ${until}`,
    isOpenEnded: true,
    start() {
      startedAt = now();
    },
    speed: () => undefined,
    async finished(signal) {
      const endsAt = startedAt + durationSeconds;
      while (now() < endsAt && !signal.aborted) {
        const pauseMs = Math.min((endsAt - now()) * 1000, longestWaitMs);
        await wait(pauseMs, undefined, { signal }).catch(() => undefined);
      }
    },
    async result(record): Promise<RunEvent> {
      const seconds = now() - startedAt;
      return {
        event: "watched",
        seconds,
        framesDropped: droppedFrames(await plane.daemonStates()),
        ...record.summary(),
      };
    },
    async close() {},
  };
}
