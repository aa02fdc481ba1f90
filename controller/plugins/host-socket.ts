// The socket to the host, as the plugin's process uses it: written and read at once, so that a planner which never lets go still publishes.
import { readSync, writeSync } from "node:fs";
import { deserialize } from "node:v8";
import { encodeFrame } from "./plugin-frames.ts";
import { frameDescriptor, type FrameKind, type FramePayloads, type Returned } from "./plugin-messages.ts";

/** Blocks while the host has no room for more, so that nothing piles up here. Without a host the process ends. */
export function tellHost<K extends FrameKind>(kind: K, run: number, payload: FramePayloads[K]): void {
  const frame = encodeFrame(kind, run, payload);
  for (let at = 0; at < frame.length;) at += orEnd(() => writeSync(frameDescriptor, frame, at));
}

/** Waits for the answer: u32 length, then a structured clone. */
export function askHost(run: number, payload: FramePayloads["ask"]): Returned {
  tellHost("ask", run, payload);
  const head = readExactly(4);
  return deserialize(readExactly(head.readUInt32BE(0))) as Returned;
}

function readExactly(bytes: number): Buffer {
  const buffer = Buffer.allocUnsafe(bytes);
  for (let at = 0; at < bytes;) {
    at += orEnd(() => readSync(frameDescriptor, buffer, at, bytes - at, null) || process.exit(1)); // 0 = the end
  }
  return buffer;
}

function orEnd(transfer: () => number): number {
  try {
    return transfer();
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "EINTR") return 0;
    if ((error as NodeJS.ErrnoException).code !== "EAGAIN") process.exit(1); // the host is gone
    Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 1);
    return 0;
  }
}
