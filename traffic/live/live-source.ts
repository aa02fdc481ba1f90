// A live interface as a traffic source: every frame that it carries from now on, until it is told to stop.
import { existsSync } from "node:fs";
import { networkInterfaces } from "node:os";
import { ethernetLinkType } from "../../dataplane/capture/captured-frame.ts";
import { describeLinkType } from "../../dataplane/capture/link-type.ts";
import { frameHeaderBytes, readDestination, readSource } from "../../dataplane/ethernet/frame-header.ts";
import { TrafficBatch } from "../../engine/observe/traffic-batch.ts";
import { TrafficError } from "../traffic-errors.ts";
import type { TrafficEnd, TrafficSource } from "../traffic-source.ts";
import { createCap, type Cap } from "./capture-library.ts";

export interface LiveOptions {
  /** The batches end when it is aborted. */
  readonly signal?: AbortSignal | undefined;
  /** Default: until the signal. */
  readonly durationSeconds?: number | undefined;
}

const queueBytes = 32 * 2 ** 20; // implementation choice: the kernel holds so much while this process is busy
const longestFrameBytes = 65_535; // what the library asks libpcap for
const batchSeconds = 0.1;

/** Whether this machine has a network interface of that name. */
export function isInterface(name: string): boolean {
  if (name.includes("/") || name === "" || name.startsWith(".")) return false;
  return existsSync(`/sys/class/net/${name}`) || Object.hasOwn(networkInterfaces(), name);
}

/**
 * Takes root, or the capability to read packets. Times are those at which frames reach this process. Throws `TrafficError` where the interface
 * cannot be opened or is not Ethernet.
 */
export function openLive(device: string, { signal, durationSeconds = Infinity }: LiveOptions): TrafficSource {
  const frame = Buffer.alloc(longestFrameBytes);
  const cap = openInterface(device, frame);
  let filling = new TrafficBatch();
  let spare = new TrafficBatch();
  let readBytes = 0;
  let cutFrames = 0;
  let end: TrafficEnd | undefined;
  cap.on("packet", (bytes, isTruncated) => {
    readBytes += bytes;
    if (isTruncated) cutFrames += 1;
    if (bytes < frameHeaderBytes) return;
    filling.append(Date.now() / 1000, readSource(frame, 0), readDestination(frame, 0), bytes, 1);
  });

  async function* batches(): AsyncGenerator<TrafficBatch> {
    const until = performance.now() / 1000 + durationSeconds;
    try {
      while (signal?.aborted !== true && performance.now() / 1000 < until) {
        await sleep(Math.min(batchSeconds, until - performance.now() / 1000), signal);
        [filling, spare] = [spare, filling];
        filling.clear();
        if (spare.length > 0) yield spare;
      }
    } finally {
      cap.close();
    }
    const fault = `${cutFrames} ${cutFrames === 1 ? "frame was" : "frames were"} longer than ${longestFrameBytes} bytes and ${cutFrames === 1 ? "counts" : "count"} with these`;
    end = { truncated: false, leftOut: [], ...(cutFrames > 0 ? { fault } : {}) };
  }
  return {
    batches: batches(),
    names: new Map(),
    end: () => end,
    progress: () => ({ readBytes, totalBytes: undefined }),
    close: () => undefined, // the batches close what they have opened, however they end
  };
}

function openInterface(device: string, frame: Buffer): Cap {
  const cap = createCap(device);
  let linkType: string;
  try {
    linkType = cap.open(device, "", queueBytes, frame);
  } catch (cause) {
    const [reason = ""] = (cause instanceof Error ? cause.message : String(cause)).split("\n");
    const help = process.getuid?.() === 0 ? "" : "; run it as root";
    throw new TrafficError(
      "VNET_ERR_TRAFFIC_LIVE",
      `cannot read the interface \`${device}\`: ${reason}${help}`,
      cause,
    );
  }
  cap.setMinBytes?.(0);
  if (linkType === "ETHERNET") return cap;
  cap.close();
  throw new TrafficError(
    "VNET_ERR_TRAFFIC_LINK_TYPE",
    `cannot read the interface \`${device}\`: its link type is ${linkType}, expected ${describeLinkType(ethernetLinkType)}`,
  );
}

function sleep(seconds: number, signal: AbortSignal | undefined): Promise<void> {
  return new Promise((resolve) => {
    const wake = (): void => {
      clearTimeout(timer);
      signal?.removeEventListener("abort", wake);
      resolve();
    };
    const timer = setTimeout(wake, Math.max(0, seconds) * 1000);
    signal?.addEventListener("abort", wake);
  });
}
