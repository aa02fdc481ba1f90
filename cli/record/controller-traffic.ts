// The traffic of a running controller as a traffic source: what its VMs send from the first look on, asked for again and again.
import { setTimeout as sleep } from "node:timers/promises";
import {
  type ApplicationAnswer,
  connectClient,
  type ControllerClient,
  DataplaneError,
} from "../../dataplane/index.ts";
import { TrafficBatch } from "../../engine/index.ts";
import type { TrafficEnd, TrafficSource } from "../../traffic/index.ts";

interface ControllerTrafficOptions {
  readonly controllerUrl: string;
  readonly token: string;
  /** Between two looks. */
  readonly everySeconds: number;
  /** Of the reading; Infinity = until it is closed. */
  readonly durationSeconds: number;
}

/**
 * Rejects with what `connectClient` and `ControllerClient.application` reject with. A controller that ends breaks the
 * source off; what was seen before stands.
 */
export async function openControllerTraffic(options: ControllerTrafficOptions): Promise<TrafficSource> {
  const client = await connectClient(options);
  try {
    return readController(client, await client.application(), options);
  } catch (error) {
    client.close();
    throw error;
  }
}

function readController(
  client: ControllerClient,
  first: ApplicationAnswer,
  { everySeconds, durationSeconds }: ControllerTrafficOptions,
): TrafficSource {
  const closed = new AbortController();
  const beginUnix = Date.now() / 1000 - first.at; // of the run
  let end: TrafficEnd | undefined;
  async function* batches(): AsyncGenerator<TrafficBatch> {
    let before = first;
    const traffic = new TrafficBatch();
    try {
      while (before.at - first.at < durationSeconds) {
        await sleep(everySeconds * 1000, undefined, { signal: closed.signal });
        const now = await client.application();
        traffic.clear();
        appendGrowth(traffic, before, now, beginUnix);
        before = now;
        if (traffic.length > 0) yield traffic;
      }
      end = { truncated: false, leftOut: [] };
    } catch (error) {
      if (!closed.signal.aborted && !(error instanceof DataplaneError)) throw error;
      const fault = closed.signal.aborted ? undefined : (error as DataplaneError).message;
      end = { truncated: fault !== undefined, ...(fault !== undefined && { fault }), leftOut: [] };
    }
  }
  return {
    batches: batches(),
    names: new Map(first.vms.map(({ name, mac }) => [mac, name])),
    end: () => end,
    progress: () => ({ readBytes: 0, totalBytes: undefined }),
    close() {
      closed.abort();
      client.close();
    },
  };
}

/** Of each pair what `now` has more than `before`. */
function appendGrowth(
  traffic: TrafficBatch,
  before: ApplicationAnswer,
  now: ApplicationAnswer,
  beginUnix: number,
): void {
  const known = new Map(before.pairs.map((pair) => [`${pair.from} ${pair.to}`, pair]));
  for (const { from, to, bytes, frames } of now.pairs) {
    const old = known.get(`${from} ${to}`);
    const grown = { bytes: bytes - (old?.bytes ?? 0), frames: frames - (old?.frames ?? 0) };
    if (grown.frames <= 0) continue;
    traffic.append(beginUnix + now.at, now.vms[from].mac, now.vms[to].mac, grown.bytes, grown.frames);
  }
}
